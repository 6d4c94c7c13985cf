// The desk: phones side by side, and what stands above them.

import { element, icon } from "./dom.js";
import { Phone } from "./phone.js";
import { connect, request, store, watch } from "./store.js";
import { textsFor } from "./texts.js";

const NAMES = ["فاطمة", "يوسف", "خديجة", "إبراهيم", "عائشة", "Mohamed", "Zahra"];

const desk = document.getElementById("desk");
const bar = document.getElementById("bar");
const lost = document.getElementById("lost");
const phones = new Map();
const hidden = new Set();
const texts = textsFor(navigator.language.startsWith("fr") ? "fr" : "ar");

function renderBar() {
  const people = [...store.people.values()].map((person) =>
    element("button", { type: "button", class: "person-tab", "aria-pressed": String(phones.has(person.id)), onclick: () => show(person.id) }, element("bdi", {}, person.name)),
  );
  bar.replaceChildren(
    element("img", { src: "/_sim/page/icon.svg", alt: "", width: 34, height: 34 }),
    element("div", { class: "desk-title" }, element("h1", {}, texts.title), element("p", {}, texts.subtitle)),
    element("nav", { class: "people" }, ...people, element("button", { type: "button", class: "person-tab new", onclick: newPerson }, icon("plus"), texts.newPerson), troublePanel()),
  );
}

async function newPerson() {
  const name = NAMES[store.people.size % NAMES.length];
  const person = await request("POST", "people", { name, language: /^[a-z]/i.test(name) ? "fr" : "ar" });
  show(person.id);
}

// Trouble on request, and the clock: a small panel that hangs from the bar.
function troublePanel() {
  const add = (fault) => () => request("POST", "faults", fault);
  const move = (advance) => () => request("POST", "clock", { advance });
  const button = (label, onclick) => element("button", { type: "button", class: "choice", onclick }, label);
  return element(
    "details",
    { class: "trouble" },
    element("summary", { class: "person-tab" }, texts.trouble, store.faults.length ? ` · ${store.faults.length}` : ""),
    element(
      "div",
      { class: "trouble-list" },
      ...Object.entries(FAULTS).map(([kind, fault]) => button(texts.troubles[kind], add({ kind, ...fault }))),
      button(texts.redeliver, () => request("POST", "redeliver", { count: 1 })),
      button(texts.troublesOff, () => request("DELETE", "faults")),
      element("h2", {}, texts.clock),
      button(texts.hour, move(3600)),
      button(texts.dayForward, move(86400)),
      button(texts.week, move(604800)),
    ),
  );
}

const FAULTS = {
  latency: { seconds: 2 },
  too_many: { seconds: 3, times: 5, method: "send*" },
  server_error: { times: 5, method: "send*" },
  drop_before: { times: 3, method: "send*" },
  drop_after: { times: 3, method: "send*" },
  freeze: {},
};

function show(id) {
  hidden.delete(id);
  addPhones();
  phones.get(id)?.root.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
}

function hide(phone) {
  hidden.add(phone.personId);
  phone.remove();
  phones.delete(phone.personId);
  renderBar();
}

function addPhones() {
  for (const id of store.people.keys()) {
    if (phones.has(id) || hidden.has(id)) continue;
    const phone = new Phone(id, hide);
    phones.set(id, phone);
    desk.append(phone.root);
    phone.scrollDown();
  }
  renderBar();
}

watch((event) => {
  lost.hidden = store.connected;
  lost.textContent = texts.lost;
  if (event.event === "state") {
    for (const [id, phone] of phones) if (!store.people.has(id)) hide(phone);
  }
  if (event.event === "state" || event.event === "person") addPhones();
  if (event.event === "faults") renderBar();
});

document.documentElement.lang = texts === textsFor("fr") ? "fr" : "ar";
document.documentElement.dir = texts === textsFor("fr") ? "ltr" : "rtl";
connect();
