// Telegram's entities as elements. Offsets are UTF-16 units, which is how JavaScript counts too.

import { element } from "./dom.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

export function richText(text, entities = [], open = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const box = document.createDocumentFragment();
  fill(box, text, 0, text.length, sorted, open);
  return box;
}

function fill(box, text, from, to, entities, open) {
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at) continue;
    box.append(text.slice(at, entity.offset));
    const node = made(entity, text.slice(entity.offset, end), open);
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    fill(node.inside ?? node, text, entity.offset, end, inner, open);
    box.append(node);
    at = end;
    // A block ends its own line: the line break after it would show as an empty line.
    if (isBlock(entity) && text[at] === "\n") at += 1;
  }
  box.append(text.slice(at, to));
}

const isBlock = (entity) => entity.type === "pre" || entity.type.endsWith("blockquote");

function made(entity, text, open) {
  if (TAGS[entity.type]) return element(TAGS[entity.type]);
  if (entity.type === "pre") return element("pre", { dir: "ltr" });
  if (entity.type === "blockquote") return element("blockquote", { dir: "auto" });
  if (entity.type === "expandable_blockquote") return expandable(open);
  if (entity.type === "spoiler") return spoiler(open);
  if (entity.type === "text_link") return link(text, entity.url, open);
  if (entity.type === "url") return link(text, text, open);
  if (entity.type === "bot_command") return link(text, null, { ...open, link: () => open.command?.(text) });
  return element("span", { class: `entity-${entity.type}` });
}

function link(text, address, open) {
  return element("a", {
    href: "#",
    role: address ? "link" : "button",
    onclick: (event) => {
      event.preventDefault();
      open.link?.(address);
    },
  });
}

function spoiler(open) {
  const node = element("span", { class: "spoiler", role: "button", tabIndex: 0, "aria-pressed": "false" });
  const reveal = () => {
    node.classList.add("revealed");
    node.setAttribute("aria-pressed", "true");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return node;
}

function expandable(open) {
  const node = element("blockquote", { class: "expandable", dir: "auto" });
  node.inside = element("div", { class: "expandable-text" });
  const button = element("button", {
    type: "button",
    class: "expander",
    "aria-expanded": "false",
    "aria-label": open.moreLabel ?? "…",
    onclick: () => button.setAttribute("aria-expanded", String(node.classList.toggle("open"))),
  });
  node.append(node.inside, button);
  return node;
}
