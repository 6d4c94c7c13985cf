// One message as a bubble, whatever it carries.

import { clock, element, icon, iconButton, size } from "./dom.js";
import { richText } from "./richtext.js";

const fileAddress = (media) => `/_sim/files/${media.file_id}`;

// `view` says whose phone this is and what can be done: person, texts, press, openLink, command, showOptions, vote…
export function bubble(message, view) {
  const own = message.from.id === view.person.id;
  if (isService(message)) return serviceLine(message, view);
  const body = element("div", { class: "bubble" });
  const open = { link: view.openLink, command: view.command, moreLabel: view.texts.more };
  if (view.inGroup && !own) body.append(element("span", { class: `author tint-${message.from.id % 6}`, dir: "auto" }, message.from.first_name));
  if (message.forward_origin) body.append(forwarded(message, view));
  if (message.reply_to_message) body.append(quoted(message.reply_to_message, view));
  const content = media(message, view);
  if (content) body.append(content);
  const text = message.text ?? message.caption;
  if (text) {
    const entities = message.entities ?? message.caption_entities ?? [];
    body.append(element("div", { class: "text" }, richText(text, entities, open)));
  }
  if (view.reactions(message)) body.append(view.reactions(message));
  body.append(meta(message, own, view));
  const options = iconButton("more", view.texts.options, () => view.showOptions(message), { class: "icon-button options" });
  const label = `${own ? view.texts.you : message.from.first_name}: ${text ?? view.kindName(message)}`;
  const line = element("div", { class: "bubble-line" }, body, options);
  const classes = ["message", own ? "out" : "in", content ? "has-media" : "", message.sticker ? "bare" : ""];
  const node = element("article", { class: classes.filter(Boolean).join(" "), "aria-label": label, id: `m-${view.key}-${message.message_id}` }, line);
  if (message.reply_markup?.inline_keyboard) node.append(inlineKeyboard(message, view));
  return node;
}

const CONTENT = ["text", "photo", "document", "voice", "audio", "video", "video_note", "animation", "sticker", "location", "venue", "contact", "poll", "dice"];

export function isService(message) {
  return !CONTENT.some((kind) => kind in message);
}

function serviceLine(message, view) {
  const kind = Object.keys(view.texts.serviceTexts).find((name) => name in message);
  const who = message[kind]?.[0]?.first_name ?? message[kind]?.first_name ?? message.from.first_name;
  const about = message[kind]?.name ?? (typeof message[kind] === "string" ? message[kind] : "");
  return element("p", { class: "service" }, element("bdi", {}, who), " ", view.texts.serviceTexts[kind] ?? view.texts.service, about ? ` «${about}»` : "");
}

function meta(message, own, view) {
  const parts = [];
  if (message.edit_date) parts.push(`${view.texts.edited} · `);
  parts.push(clock(message.date, view.language));
  const ticks = own ? element("span", { class: "ticks", "aria-label": view.texts.sent }, "✓✓") : null;
  return element("span", { class: "meta", dir: "ltr" }, ...parts, ticks);
}

function forwarded(message, view) {
  const origin = message.forward_origin;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? "";
  return element("span", { class: "forwarded" }, `${view.texts.forwardedFrom} `, element("bdi", {}, name));
}

function quoted(reply, view) {
  const text = reply.text ?? reply.caption ?? reply.venue?.title ?? view.kindName(reply);
  return element(
    "button",
    { type: "button", class: "quoted", dir: "auto", onclick: () => view.jumpTo(reply.message_id) },
    element("b", {}, element("bdi", {}, reply.from.first_name)),
    element("span", {}, text.slice(0, 120)),
  );
}

function media(message, view) {
  if (message.photo) return photo(message, view);
  if (message.sticker) return element("div", { class: "sticker", role: "img", "aria-label": view.texts.sticker }, message.sticker.emoji ?? "🙂");
  if (message.dice) return element("div", { class: "sticker", role: "img", "aria-label": String(message.dice.value) }, `${message.dice.emoji} ${message.dice.value}`);
  if (message.voice || message.audio) return voice(message, view);
  if (message.venue) return place(message.venue.location, message.venue.title, message.venue.address, view);
  if (message.location) return place(message.location, view.texts.location, "", view);
  if (message.contact) return contact(message.contact, view);
  if (message.poll) return poll(message, view);
  const file = message.document ?? message.video ?? message.animation ?? message.video_note;
  return file ? documentCard(file, view) : null;
}

function photo(message, view) {
  const largest = message.photo.at(-1);
  const image = element("img", { src: fileAddress(largest), alt: message.caption ?? view.texts.photo, width: largest.width, height: largest.height, loading: "lazy" });
  return element("button", { type: "button", class: message.has_media_spoiler ? "photo veiled" : "photo", onclick: () => view.showPhoto(fileAddress(largest), message.caption) }, image);
}

function documentCard(file, view) {
  const name = file.file_name ?? view.texts.file;
  return element(
    "a",
    { class: "card", href: fileAddress(file), download: name },
    element("span", { class: "card-icon" }, icon("file")),
    element("span", { class: "card-text" }, element("b", { dir: "auto" }, name), element("small", { dir: "ltr" }, size(file.file_size))),
  );
}

function voice(message, view) {
  const sound = message.voice ?? message.audio;
  const audio = element("audio", { src: fileAddress(sound), preload: "none" });
  const name = message.audio ? (message.audio.title ?? message.audio.file_name) : view.texts.voice;
  const bars = element("span", { class: "wave", "aria-hidden": "true" });
  for (let at = 0; at < 28; at += 1) {
    const bar = element("i", {});
    bar.style.height = `${4 + ((sound.file_unique_id.charCodeAt(at % sound.file_unique_id.length) * (at + 7)) % 16)}px`;
    bars.append(bar);
  }
  const play = element("button", { type: "button", class: "card-icon", "aria-label": name, onclick: () => (audio.paused ? audio.play().catch(() => view.say(view.texts.sampleVoice)) : audio.pause()) }, icon("play"));
  return element("div", { class: "card voice", dir: "ltr" }, play, bars, element("small", {}, duration(sound.duration)), audio);
}

const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function place(location, title, address, view) {
  const where = `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`;
  const map = element("div", { class: "map", role: "img", "aria-label": `${view.texts.location} ${where}` }, icon("place"));
  map.style.backgroundPosition = `${(location.longitude * 900) % 160}px ${(location.latitude * 900) % 160}px`;
  const lines = [element("b", { dir: "auto" }, title), address ? element("span", { dir: "auto" }, address) : null, element("small", { dir: "ltr" }, where)];
  return element("div", { class: "place" }, map, element("div", { class: "place-text" }, ...lines.filter(Boolean)));
}

function contact(card, view) {
  const name = [card.first_name, card.last_name].filter(Boolean).join(" ");
  return element(
    "div",
    { class: "card", "aria-label": view.texts.contact },
    element("span", { class: "card-icon" }, icon("person")),
    element("span", { class: "card-text" }, element("b", { dir: "auto" }, name), element("small", { dir: "ltr" }, card.phone_number)),
  );
}

function poll(message, view) {
  const { poll: about } = message;
  const kind = about.is_closed ? view.texts.finalResults : about.type === "quiz" ? view.texts.quiz : about.is_anonymous ? view.texts.anonymousPoll : view.texts.publicPoll;
  const chosen = new Set(view.votes(about.id));
  const options = about.options.map((option, number) => {
    const share = about.total_voter_count ? Math.round((option.voter_count * 100) / about.total_voter_count) : 0;
    const bar = element("span", { class: "poll-bar" });
    bar.style.width = chosen.size || about.is_closed ? `${share}%` : "0";
    return element(
      "button",
      { type: "button", class: "poll-option", "aria-pressed": String(chosen.has(number)), disabled: about.is_closed, onclick: () => view.vote(message, number, chosen) },
      element("span", { dir: "auto" }, option.text),
      chosen.size || about.is_closed ? element("small", { dir: "ltr" }, `${share}%`) : null,
      bar,
    );
  });
  return element("div", { class: "poll", dir: view.direction }, element("b", { dir: "auto" }, about.question), element("small", {}, kind), ...options, element("small", {}, `${about.total_voter_count} ${view.texts.votes}`));
}

// Telegram puts the first button of a row on the left in every language, and so does this.
function inlineKeyboard(message, view) {
  const rows = message.reply_markup.inline_keyboard.map((row, rowNumber) =>
    element(
      "div",
      { class: "key-row" },
      ...row.map((button, column) =>
        element(
          "button",
          { type: "button", class: `inline-key ${button.style ?? ""}`, onclick: (event) => view.press(message, rowNumber, column, event.currentTarget) },
          element("span", { dir: "auto" }, button.text),
          button.url ? icon("link") : null,
        ),
      ),
    ),
  );
  return element("div", { class: "inline-keyboard", dir: "ltr", role: "group" }, ...rows);
}
