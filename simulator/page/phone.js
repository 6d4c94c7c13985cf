// One phone: a person, and the chat that is open on it.

import { attachmentSheet } from "./attach.js";
import { bubble, isService } from "./bubble.js";
import { day, element, icon, iconButton } from "./dom.js";
import { menuSheet, optionsSheet } from "./menus.js";
import { Network } from "./network.js";
import { openSheet } from "./sheets.js";
import { act, store, watch } from "./store.js";
import { directionOf, textsFor } from "./texts.js";

const TOAST_MS = 3500;
const ACTION_MS = 5000;

export class Phone {
  constructor(personId, onHide) {
    this.personId = personId;
    this.chatId = personId;
    this.topicId = null;
    this.onHide = onHide;
    this.network = new Network();
    this.nodes = new Map();
    this.pending = [];
    this.keyboardShown = true;
    this.root = element("section", { class: "phone" });
    this.build();
    this.unwatch = watch((event) => this.happened(event));
  }

  get person() {
    return store.people.get(this.personId);
  }

  get chat() {
    return store.chats.get(this.chatId);
  }

  get texts() {
    return textsFor(this.person.language);
  }

  get isBotChat() {
    return this.chatId === this.personId;
  }

  get botName() {
    return store.bot.names[this.person.language] || store.bot.names[""] || store.bot.name;
  }

  get chatName() {
    if (this.isBotChat) return this.botName;
    if (!this.chat.among_people) return this.chat.title;
    const other = this.chat.people.find((id) => id !== this.personId);
    return store.people.get(other)?.name ?? "";
  }

  // Building

  build() {
    const { texts } = this;
    this.root.dir = directionOf(this.person.language);
    this.root.lang = this.person.language ?? "fr";
    this.root.setAttribute("aria-label", `${texts.phoneOf} ${this.person.name}`);
    this.nodes.clear();
    this.list = element("div", { class: "list", role: "log", "aria-live": "polite", "aria-label": texts.chats, tabIndex: 0, dir: "ltr" });
    // A picture that loads later makes the list longer: whoever was at its end stays there.
    this.list.addEventListener("load", () => this.stays && this.scrollDown(), true);
    this.list.addEventListener("scroll", () => {
      this.stays = this.atBottom();
      this.toBottom.classList.toggle("shown", !this.stays);
    });
    this.toBottom = iconButton("down", texts.more, () => this.scrollDown(true), { class: "icon-button to-bottom" });
    this.header = element("header", { class: "chat-bar" });
    this.pinnedBar = element("div", { class: "pinned-bar", hidden: true });
    this.topicBar = element("nav", { class: "topic-bar", hidden: true });
    this.foot = element("footer", { class: "foot" });
    this.toast = element("div", { class: "toast", role: "status", "aria-live": "assertive" });
    this.screen = element("div", { class: "screen" }, this.header, this.topicBar, this.pinnedBar, element("div", { class: "wall" }, this.list, this.toBottom, this.toast), this.foot);
    this.holder = element("div", { class: "holder" });
    this.root.replaceChildren(this.holder, element("div", { class: "frame" }, this.screen));
    this.renderAll();
  }

  renderAll() {
    this.renderHolder();
    this.renderHeader();
    this.renderBars();
    this.renderMessages();
    this.renderFoot();
    this.scrollDown();
  }

  renderHolder() {
    const { texts, person } = this;
    const language = texts.languages[person.language] ?? person.language ?? "";
    const name = element("span", { class: "holder-name" }, icon("person"), element("bdi", {}, [person.name, person.last_name].filter(Boolean).join(" ")), element("small", {}, language));
    const networks = Object.entries(texts.networks).map(([key, text]) => element("option", { value: key, selected: key === this.network.quality }, text));
    const network = element("select", { "aria-label": texts.network, title: texts.network, class: `network ${this.network.quality}`, onchange: (event) => this.setNetwork(event.target.value) }, ...networks);
    this.holder.replaceChildren(name, network, iconButton("close", texts.removePhone, () => this.onHide(this)));
  }

  setNetwork(quality) {
    this.network.set(quality);
    this.renderHolder();
    if (quality === "good") this.renderAll();
  }

  renderHeader() {
    const { texts } = this;
    const back = iconButton("back", texts.chats, () => menuSheet(this, "chats"), { class: "icon-button back" });
    const subtitle = this.isBotChat ? texts.bot : this.chat.among_people ? "" : `${this.chat.people.length} ${texts.members}`;
    this.subtitle = element("small", { class: "subtitle" }, subtitle);
    const avatar = element("span", { class: `avatar tint-${Math.abs(this.chatId) % 6} ${this.isBotChat ? "bot" : ""}`, "aria-hidden": "true" }, [...this.chatName][0] ?? "?");
    this.header.replaceChildren(
      back,
      avatar,
      element("div", { class: "chat-name" }, element("h2", {}, element("bdi", {}, this.chatName)), this.subtitle),
      iconButton("more", texts.more, () => menuSheet(this, "main")),
    );
  }

  renderBars() {
    const { chat, texts } = this;
    const pinned = chat.messages.get(chat.pinned.at(-1));
    this.pinnedBar.hidden = !pinned;
    if (pinned) {
      const text = pinned.text ?? pinned.caption ?? this.kindName(pinned);
      this.pinnedBar.replaceChildren(element("button", { type: "button", onclick: () => this.jumpTo(pinned.message_id) }, icon("pin"), element("b", {}, texts.pinned), element("span", { dir: "auto" }, text.slice(0, 80))));
    }
    this.topicBar.hidden = !chat.is_forum;
    if (chat.is_forum) {
      const tab = (id, name) => element("button", { type: "button", "aria-pressed": String(this.topicId === id), onclick: () => this.openTopic(id) }, element("bdi", {}, name));
      this.topicBar.replaceChildren(tab(null, texts.allTopics), ...chat.topics.map((topic) => tab(topic.id, topic.closed ? `🔒 ${topic.name}` : topic.name)));
    }
  }

  openTopic(id) {
    this.topicId = id;
    this.nodes.clear();
    this.list.replaceChildren();
    this.renderBars();
    this.renderMessages();
    this.scrollDown();
  }

  open(chatId) {
    this.chatId = chatId;
    this.topicId = null;
    this.replyTo = this.editing = null;
    this.nodes.clear();
    this.list.replaceChildren();
    this.renderAll();
  }

  // Messages

  shown(message) {
    return this.topicId === null || message.message_thread_id === this.topicId;
  }

  renderMessages() {
    const wanted = [];
    let lastDay = null;
    let before = null;
    for (const message of this.chat.messages.values()) {
      if (!this.shown(message)) continue;
      const today = day(message.date, this.person.language);
      if (today !== lastDay) wanted.push(this.cached(`day ${today}`, today, () => element("p", { class: "day" }, today)));
      lastDay = today;
      const node = this.cached(message.message_id, message, () => bubble(message, this.view()));
      const follows = before && !isService(before) && before.from.id === message.from.id && before.media_group_id === message.media_group_id;
      node.classList.toggle("follows", Boolean(follows));
      node.classList.toggle("in-album", Boolean(follows && message.media_group_id));
      wanted.push(node);
      before = message;
    }
    wanted.push(...this.pending.map((entry) => entry.node));
    this.reconcile(wanted);
  }

  cached(key, content, make) {
    const known = this.nodes.get(key);
    if (known && known.content === content) return known.node;
    const node = make();
    if (known) known.node.replaceWith(node);
    this.nodes.set(key, { content, node });
    return node;
  }

  reconcile(wanted) {
    const keep = new Set(wanted);
    for (const node of [...this.list.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, number) => {
      if (this.list.children[number] !== node) this.list.insertBefore(node, this.list.children[number] ?? null);
    });
  }

  view() {
    return {
      key: this.personId,
      person: this.person,
      texts: this.texts,
      language: this.person.language,
      direction: this.root.dir,
      inGroup: !this.isBotChat && !this.chat.among_people,
      press: (message, row, column, key) => this.press(message, row, column, key),
      openLink: (address) => this.openLink(address),
      command: (text) => this.send(text),
      showOptions: (message) => optionsSheet(this, message),
      showPhoto: (address, caption) => this.showPhoto(address, caption),
      jumpTo: (id) => this.jumpTo(id),
      kindName: (message) => this.kindName(message),
      say: (text) => this.say(text),
      votes: (poll) => this.chat.votes[poll]?.[this.personId] ?? [],
      vote: (message, option, chosen) => this.vote(message, option, chosen),
      reactions: (message) => this.reactionsOf(message),
    };
  }

  kindName(message) {
    const kinds = { photo: "photo", voice: "voice", sticker: "sticker", location: "location", venue: "location", contact: "contact", poll: "poll" };
    const kind = Object.keys(kinds).find((name) => name in message);
    return this.texts[kinds[kind] ?? "file"];
  }

  reactionsOf(message) {
    const given = this.chat.reactions?.[message.message_id];
    if (!given || !Object.keys(given).length) return null;
    const counts = {};
    for (const emoji of Object.values(given).flat()) counts[emoji] = (counts[emoji] ?? 0) + 1;
    return element("span", { class: "reactions", dir: "ltr" }, ...Object.entries(counts).map(([emoji, count]) => element("span", {}, count > 1 ? `${emoji} ${count}` : emoji)));
  }

  jumpTo(id) {
    const node = this.nodes.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1200);
  }

  atBottom() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 120;
  }

  scrollDown(smooth = false) {
    this.stays = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  // The foot: composer, keyboards, START

  renderFoot() {
    if (this.isBotChat && !this.person.started) return this.foot.replaceChildren(this.startPanel());
    if (this.isBotChat && this.person.blocked) return this.foot.replaceChildren(element("button", { type: "button", class: "big-button quiet", onclick: () => this.act("unblock") }, this.texts.unblock));
    return this.foot.replaceChildren(...[this.contextBar(), this.composer(), this.replyKeyboard()].filter(Boolean));
  }

  startPanel() {
    const language = this.person.language;
    const description = store.bot.descriptions[language] || store.bot.descriptions[""];
    this.list.replaceChildren(
      element("div", { class: "welcome" }, element("b", {}, this.texts.whatCanBotDo), element("p", { class: "text" }, description || this.texts.emptyDescription)),
    );
    return element("button", { type: "button", class: "big-button", onclick: () => this.act("start") }, this.texts.start);
  }

  contextBar() {
    const about = this.editing ?? this.replyTo;
    if (!about) return null;
    const cancel = () => {
      this.replyTo = this.editing = null;
      this.renderFoot();
    };
    return element("div", { class: "context" }, icon("reply"), element("span", { dir: "auto" }, about.text ?? about.caption ?? this.kindName(about)), iconButton("close", this.texts.cancel, cancel));
  }

  composer() {
    const { texts } = this;
    const keyboard = this.chat.keyboards[this.personId];
    const draft = this.editing?.text ?? this.editing?.caption ?? this.input?.value ?? "";
    this.input = element("textarea", { class: "input", rows: 1, value: draft, placeholder: keyboard?.input_field_placeholder ?? texts.message, "aria-label": texts.message });
    const fit = () => {
      this.input.style.height = "auto";
      this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    };
    this.input.addEventListener("input", fit);
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    const toggle = keyboard?.keyboard
      ? iconButton("keyboard", this.keyboardShown ? texts.hideKeyboard : texts.keyboard, () => this.toggleKeyboard(), { "aria-expanded": String(this.keyboardShown) })
      : null;
    const commands = this.commands();
    const menu = this.isBotChat && commands.length ? iconButton("menu", texts.menu, () => menuSheet(this, "commands"), { class: "icon-button commands" }) : null;
    return element(
      "form",
      {
        class: "composer",
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      menu,
      iconButton("attach", texts.attach, () => attachmentSheet(this)),
      this.input,
      toggle,
      element("button", { type: "submit", class: "icon-button send", title: texts.send, "aria-label": texts.send }, icon("send")),
    );
  }

  commands() {
    const { commands } = store.bot;
    return commands[this.person.language]?.length ? commands[this.person.language] : (commands[""] ?? []);
  }

  toggleKeyboard() {
    this.keyboardShown = !this.keyboardShown;
    this.renderFoot();
    this.scrollDown();
  }

  // As with inline keyboards, the first key of a row is on the left in every language.
  replyKeyboard() {
    const keyboard = this.chat.keyboards[this.personId];
    if (!keyboard?.keyboard || !this.keyboardShown) return null;
    const key = (button) => element("button", { type: "button", class: "reply-key", onclick: () => this.tapKey(button) }, element("span", { dir: "auto" }, button.text));
    const rows = keyboard.keyboard.map((row) => element("div", { class: "key-row" }, ...row.map(key)));
    return element("div", { class: keyboard.resize_keyboard ? "reply-keyboard" : "reply-keyboard tall", dir: "ltr", role: "group", "aria-label": this.texts.keyboard }, ...rows);
  }

  tapKey(button) {
    // A keyboard for one time folds away; its icon in the writing row brings it back.
    if (this.chat.keyboards[this.personId]?.one_time_keyboard) this.toggleKeyboard();
    if (button.request_contact) return attachmentSheet(this, "contact");
    if (button.request_location) return attachmentSheet(this, "location");
    return this.send(button.text);
  }

  // Acting

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const { editing } = this;
    this.input.value = "";
    if (editing) {
      this.editing = null;
      this.act("edit", { message_id: editing.message_id, text });
      this.renderFoot();
    } else {
      this.send(text);
    }
    this.input.focus();
  }

  send(text) {
    const reply = this.replyTo?.message_id;
    this.replyTo = null;
    if (reply) this.renderFoot();
    return this.act("send", { text, ...(reply ? { reply_to: reply } : {}), ...this.thread() }, text);
  }

  thread() {
    return this.topicId ? { thread: this.topicId } : {};
  }

  // Everything a person does goes over her network; what is under way shows as a bubble with a clock.
  async act(deed, body = {}, shownAs = null) {
    const entry = shownAs && this.network.quality !== "good" ? this.showPending(shownAs) : null;
    try {
      await this.network.pass();
      await act(this.personId, deed, { chat: this.chatId, ...body });
    } catch (error) {
      this.say(`${this.texts.notSent}: ${error.message}`);
    }
    if (entry) {
      this.pending.splice(this.pending.indexOf(entry), 1);
      entry.node.remove();
    }
  }

  showPending(text) {
    const node = element("article", { class: "message out pending", "aria-label": this.texts.sending }, element("div", { class: "bubble-line" }, element("div", { class: "bubble" }, element("div", { class: "text" }, text), element("span", { class: "meta" }, "🕓"))));
    const entry = { node };
    this.pending.push(entry);
    this.list.append(node);
    this.scrollDown();
    return entry;
  }

  async press(message, row, column, key) {
    const button = message.reply_markup.inline_keyboard[row][column];
    if (button.url) return this.openLink(button.url);
    if (button.copy_text) {
      navigator.clipboard?.writeText(button.copy_text.text).catch(() => {});
      this.say(this.texts.copied);
    }
    this.pressed?.classList.remove("busy");
    this.pressed = key;
    key.classList.add("busy");
    key.setAttribute("aria-busy", "true");
    setTimeout(() => this.unpress(key), 15000);
    return this.act("press", { message_id: message.message_id, row, column });
  }

  unpress(key) {
    key?.classList.remove("busy");
    key?.removeAttribute("aria-busy");
  }

  openLink(address) {
    const isOurs = new RegExp(`^(https?://)?(t\\.me|telegram\\.me)/${store.bot.username}\\b|^tg://resolve`, "i").test(address);
    if (isOurs) {
      this.open(this.personId);
      return this.act("open", { url: address });
    }
    const link = element("a", { class: "primary", href: address, target: "_blank", rel: "noopener noreferrer", onclick: () => close() }, this.texts.open);
    const close = openSheet(this.screen, this.texts.openLink, this.texts.close, element("p", { class: "address", dir: "ltr" }, address), link);
    return undefined;
  }

  vote(message, option, chosen) {
    const options = message.poll.allows_multiple_answers && !chosen.has(option) ? [...chosen, option] : chosen.has(option) ? [...chosen].filter((each) => each !== option) : [option];
    return this.act("vote", { message_id: message.message_id, options });
  }

  showPhoto(address, caption) {
    openSheet(this.screen, caption ?? this.texts.photo, this.texts.close, element("img", { src: address, alt: caption ?? this.texts.photo, class: "full-photo" }));
  }

  // What happens

  async happened(event) {
    if (event.event === "state") return this.build();
    if (event.event === "lost") return undefined;
    if (this.network.quality !== "good") await this.network.pass();
    if (!this.person || !this.chat) return undefined;
    return this.take(event);
  }

  take(event) {
    const here = event.chat === this.chatId || event.chat?.id === this.chatId;
    if (event.event === "message" && here) return this.takeMessage(event.message);
    if (event.event === "removed" && here) return this.renderMessages();
    if (event.event === "keyboard" && here) return this.takeKeyboard();
    if (event.event === "action" && here) return this.showAction();
    if (event.event === "answer" && event.person === this.personId) return this.takeAnswer(event);
    if (event.event === "person" && event.person.id === this.personId) return this.build();
    if (event.event === "profile") return this.renderAll();
    if (event.event === "pinned" && here) return this.renderBars();
    if (event.event === "chat") return here ? this.open(this.chatId) : this.renderHeader();
    if (event.event === "reaction" && here) {
      const known = this.nodes.get(event.message_id);
      if (known) known.content = null;
      return this.renderMessages();
    }
    return undefined;
  }

  takeMessage(message) {
    const own = message.from.id === this.personId;
    const follow = own || this.atBottom();
    if (!own) this.subtitle.textContent = this.isBotChat ? this.texts.bot : this.subtitle.textContent;
    this.renderMessages();
    if (follow) this.scrollDown();
  }

  takeKeyboard() {
    this.keyboardShown = true;
    const follow = this.atBottom();
    this.renderFoot();
    if (follow) this.scrollDown();
  }

  showAction() {
    this.subtitle.textContent = this.texts.typing;
    clearTimeout(this.actionTimer);
    this.actionTimer = setTimeout(() => this.renderHeader(), ACTION_MS);
  }

  takeAnswer(answer) {
    this.unpress(this.pressed);
    if (answer.url) this.openLink(answer.url);
    if (!answer.text) return;
    if (answer.show_alert) {
      const ok = element("button", { type: "button", class: "primary", onclick: () => close() }, this.texts.ok);
      const close = openSheet(this.screen, this.botName, this.texts.close, element("p", { class: "alert-text", dir: "auto" }, answer.text), ok);
    } else this.say(answer.text);
  }

  say(text) {
    this.toast.replaceChildren(element("span", { dir: "auto" }, text));
    this.toast.classList.add("shown");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove("shown"), TOAST_MS);
  }

  remove() {
    this.unwatch();
    this.root.remove();
  }
}
