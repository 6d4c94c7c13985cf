// Making elements, and the few drawings that the page needs.

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name in node && !name.includes("-") && name !== "list") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const DRAWINGS = {
  send: "M3 20.5v-6.8l9-1.7-9-1.7V3.5l18.5 8.5z",
  attach: "M16.5 6v11a4.5 4.5 0 0 1-9 0V5.5a3 3 0 0 1 6 0V16a1.5 1.5 0 0 1-3 0V6.5H9V16a3 3 0 0 0 6 0V5.5a4.5 4.5 0 0 0-9 0V17a6 6 0 0 0 12 0V6z",
  keyboard: "M3 6h18a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zm2 3v2h2V9zm4 0v2h2V9zm4 0v2h2V9zm4 0v2h2V9zM7 13.5v2h10v-2z",
  menu: "M4 7h16v2H4zm0 4.5h16v2H4zM4 16h16v2H4z",
  more: "M12 5.2a1.8 1.8 0 1 0 0-.1zm0 6.9a1.8 1.8 0 1 0 0-.1zm0 6.9a1.8 1.8 0 1 0 0-.1z",
  down: "M6.4 8.6 12 14.2l5.6-5.6L19 10l-7 7-7-7z",
  file: "M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm7.5 1.5V8H18z",
  photo: "M4 4h16a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 20 20H4a1.5 1.5 0 0 1-1.500-1.500v-13A1.500 1.500 0 0 1 4 4zm1 13h14l-4.500-6-3.500 4.500-2.500-3zM8 10.500a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400z",
  place: "M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zm0 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  person: "M12 12a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zm-9 9c0-4 4-6.500 9-6.500s9 2.500 9 6.500z",
  voice: "M12 15a3.500 3.500 0 0 0 3.500-3.500v-5a3.500 3.500 0 0 0-7 0v5A3.500 3.500 0 0 0 12 15zm6-3.500a6 6 0 0 1-5 5.900V21h-2v-3.600a6 6 0 0 1-5-5.900h2a4 4 0 0 0 8 0z",
  play: "M8 5v14l11-7z",
  link: "M14 4h6v6h-2V7.400l-7.300 7.300-1.400-1.400L16.600 6H14zM5 6h6v2H6v10h10v-5h2v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z",
  close: "M6.400 5 12 10.600 17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600 10.600 12 5 6.400z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  smile: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zM8.500 8a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zm7 0a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM7 13.500a5 5 0 0 0 10 0z",
  pin: "M15 3l6 6-2 1-2.500 2.500.5 4-2 1.500-4-4-5 5-1-1 5-5-4-4 1.500-2 4 .5L14 5z",
  back: "M15.500 4 17 5.500 10.500 12l6.500 6.500-1.500 1.500-8-8z",
  reply: "M10 5v4c6 0 10 3 11 10-2.500-3.500-6-5-11-5v4L3 11.500z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, properties = {}) {
  return element("button", { type: "button", class: "icon-button", title: label, "aria-label": label, onclick, ...properties }, icon(name));
}

export function clock(seconds, language) {
  return new Date(seconds * 1000).toLocaleTimeString(locale(language), { hour: "2-digit", minute: "2-digit", hour12: false });
}

export function day(seconds, language) {
  return new Date(seconds * 1000).toLocaleDateString(locale(language), { day: "numeric", month: "long" });
}

// Morocco writes Arabic with Latin digits.
function locale(language) {
  return language === "fr" ? "fr-MA" : "ar-MA-u-nu-latn";
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
