// What slides up over a phone: attachments, places, choices, small forms.

import { element, icon, iconButton } from "./dom.js";

export const TOWNS = [
  ["تارودانت", "Taroudant", 30.4703, -8.877],
  ["أكادير", "Agadir", 30.4278, -9.5981],
  ["تزنيت", "Tiznit", 29.6974, -9.7316],
  ["سيدي إفني", "Sidi Ifni", 29.3797, -10.173],
  ["الرباط", "Rabat", 34.0209, -6.8416],
  ["الخميسات", "Khémisset", 33.824, -6.0661],
  ["الحسيمة", "Al Hoceïma", 35.2517, -3.9372],
  ["وجدة", "Oujda", 34.6867, -1.9114],
  ["السمارة", "Es-Semara", 26.7384, -11.6719],
  ["العيون", "Laâyoune", 27.1253, -13.1625],
];

// Opens a sheet inside a phone and gives a function that closes it. The rest of the phone is inert meanwhile.
export function openSheet(screen, title, closeLabel, ...content) {
  screen.querySelector(".sheet-layer")?.remove();
  const before = document.activeElement;
  const others = [...screen.children];
  const close = () => {
    layer.remove();
    others.forEach((node) => (node.inert = false));
    if (screen.contains(before)) before.focus();
  };
  const sheet = element(
    "div",
    { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
    element("header", { class: "sheet-bar" }, element("h2", { dir: "auto" }, title), iconButton("close", closeLabel, close)),
    element("div", { class: "sheet-body" }, ...content),
  );
  const layer = element("div", { class: "sheet-layer", onclick: (event) => event.target === layer && close() }, sheet);
  layer.addEventListener("keydown", (event) => event.key === "Escape" && close());
  others.forEach((node) => (node.inert = true));
  screen.append(layer);
  (sheet.querySelector("[autofocus]") ?? sheet.querySelector(".sheet-body button, .sheet-body input") ?? sheet.querySelector("button")).focus();
  return close;
}

export function choice(label, onclick, drawing, properties = {}) {
  return element("button", { type: "button", class: "choice", onclick, ...properties }, drawing ? icon(drawing) : null, element("span", { dir: "auto" }, label));
}

export function field(label, name, value = "", properties = {}) {
  return element("label", { class: "field" }, element("span", {}, label), element("input", { name, value, dir: "auto", autocomplete: "off", ...properties }));
}

export function select(label, name, options, value) {
  const list = element("select", { name }, ...options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
  return element("label", { class: "field" }, element("span", {}, label), list);
}

export function check(label, name, value) {
  return element("label", { class: "field check" }, element("input", { type: "checkbox", name, value }), element("span", { dir: "auto" }, label));
}

export function form(submitLabel, onsubmit, ...fields) {
  return element(
    "form",
    {
      class: "form",
      onsubmit: (event) => {
        event.preventDefault();
        onsubmit(new FormData(event.target));
      },
    },
    ...fields,
    element("button", { type: "submit", class: "primary" }, submitLabel),
  );
}

export async function base64(blob) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return address.slice(address.indexOf(",") + 1);
}

export function chooseFiles(accept, multiple) {
  return new Promise((resolve) => {
    const input = element("input", { type: "file", accept, multiple, class: "hidden-file" });
    input.addEventListener("change", () => {
      resolve([...input.files]);
      input.remove();
    });
    input.addEventListener("cancel", () => {
      resolve([]);
      input.remove();
    });
    document.body.append(input);
    input.click();
  });
}
