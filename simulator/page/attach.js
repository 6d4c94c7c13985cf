// The paper clip: photos, files, voice, places, contacts.

import { element } from "./dom.js";
import { base64, chooseFiles, choice, field, form, openSheet, TOWNS } from "./sheets.js";

const VOICE_SECONDS = 4;

export function attachmentSheet(phone, only = null) {
  if (only === "contact") return contactSheet(phone);
  if (only === "location") return locationSheet(phone);
  const { texts } = phone;
  const then = (action) => () => {
    close();
    action();
  };
  const close = openSheet(
    phone.screen,
    texts.attach,
    texts.close,
    element(
      "div",
      { class: "choices grid" },
      choice(texts.choosePhoto, then(() => attachChosen(phone, "photo", "image/*")), "photo"),
      choice(texts.chooseFile, then(() => attachChosen(phone, "document", "")), "file"),
      choice(texts.record, then(() => recordSheet(phone)), "voice"),
      choice(texts.location, then(() => locationSheet(phone)), "place"),
      choice(texts.contact, then(() => contactSheet(phone)), "person"),
      choice(texts.sticker, then(() => stickerSheet(phone)), "smile"),
      choice(texts.samplePhoto, then(() => phone.act("attach", { kind: "photo", ...phone.thread() }, texts.photo)), "photo"),
      choice(texts.sampleFile, then(() => phone.act("attach", { kind: "document", ...phone.thread() }, texts.file)), "file"),
      choice(texts.sampleVoice, then(() => sampleVoice(phone)), "voice"),
    ),
  );
  return close;
}

const sampleVoice = (phone) => phone.act("attach", { kind: "voice", duration: VOICE_SECONDS, ...phone.thread() }, phone.texts.voice);

async function attachChosen(phone, kind, accept) {
  const files = await chooseFiles(accept, true);
  const caption = phone.input?.value.trim() ?? "";
  if (files.length && phone.input) phone.input.value = "";
  const album = files.length > 1 ? { album: String(Date.now()) } : {};
  for (const [number, file] of files.entries()) {
    const data = await base64(file);
    const body = { kind, data, name: file.name, mime_type: file.type || "application/octet-stream", caption: number ? "" : caption, ...album, ...phone.thread() };
    await phone.act("attach", body, file.name);
  }
}

// A real recording where the browser has a microphone and may use it; otherwise a sample.
async function recordSheet(phone) {
  const { texts } = phone;
  const stream = await navigator.mediaDevices?.getUserMedia?.({ audio: true }).catch(() => null);
  if (!stream) return sampleVoice(phone);
  const recorder = new MediaRecorder(stream);
  const parts = [];
  const began = Date.now();
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = async () => {
    stream.getTracks().forEach((track) => track.stop());
    const blob = new Blob(parts, { type: "audio/webm" });
    const duration = Math.round((Date.now() - began) / 1000);
    await phone.act("attach", { kind: "voice", data: await base64(blob), name: "voice.webm", mime_type: "audio/webm", duration }, texts.voice);
  };
  recorder.start();
  const stop = element("button", { type: "button", class: "primary recording", onclick: () => (recorder.stop(), close()) }, texts.stopRecord);
  const close = openSheet(phone.screen, texts.voice, texts.close, stop);
  return close;
}

function locationSheet(phone) {
  const { texts } = phone;
  const share = (latitude, longitude) => {
    close();
    phone.act("location", { latitude, longitude, ...phone.thread() }, texts.location);
  };
  const arabic = phone.root.dir === "rtl";
  const towns = TOWNS.map(([ar, fr, latitude, longitude]) => choice(arabic ? ar : fr, () => share(latitude, longitude), "place"));
  const numbers = { inputMode: "decimal", required: true, pattern: "-?\\d+(\\.\\d+)?", dir: "ltr" };
  const close = openSheet(
    phone.screen,
    texts.location,
    texts.close,
    element("p", { class: "hint" }, texts.sharesLocation),
    element("div", { class: "choices grid" }, ...towns),
    element("h3", {}, texts.coordinates),
    form(texts.share, (data) => share(Number(data.get("latitude")), Number(data.get("longitude"))), field(texts.latitude, "latitude", "", numbers), field(texts.longitude, "longitude", "", numbers)),
  );
  return close;
}

function contactSheet(phone) {
  const { texts } = phone;
  const share = () => {
    close();
    phone.act("contact", phone.thread(), texts.contact);
  };
  const close = openSheet(
    phone.screen,
    texts.contact,
    texts.close,
    element("p", { class: "hint" }, texts.sharesContact),
    element("p", { class: "number", dir: "ltr" }, phone.person.phone_number),
    element("button", { type: "button", class: "primary", onclick: share }, texts.ownContact),
  );
  return close;
}

function stickerSheet(phone) {
  const { texts } = phone;
  const send = (emoji) => () => {
    close();
    phone.act("attach", { kind: "sticker", emoji, ...phone.thread() }, emoji);
  };
  const emojis = ["👍", "❤️", "🙏", "🌿", "🫒", "🐝", "🧶", "🎉", "😊", "😢", "🤲", "☕"];
  const close = openSheet(phone.screen, texts.sticker, texts.close, element("div", { class: "stickers" }, ...emojis.map((emoji) => element("button", { type: "button", onclick: send(emoji) }, emoji))));
  return close;
}
