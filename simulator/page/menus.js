// The menus of a phone: its settings, its chats, the bot's commands, and what can be done with a message.

import { element } from "./dom.js";
import { check, choice, field, form, openSheet, select } from "./sheets.js";
import { act, request, store } from "./store.js";

const REACTIONS = ["👍", "❤", "🙏", "🎉", "😁", "🤔", "😢"];

export function menuSheet(phone, name) {
  return MENUS[name](phone);
}

const MENUS = {
  main(phone) {
    const { texts } = phone;
    const { blocked } = phone.person;
    const then = (action) => () => {
      close();
      action();
    };
    const close = openSheet(
      phone.screen,
      texts.more,
      texts.close,
      element(
        "div",
        { class: "choices" },
        choice(texts.person, then(() => MENUS.person(phone)), "person"),
        choice(texts.chats, then(() => MENUS.chats(phone)), "smile"),
        choice(texts.deepLink, then(() => MENUS.link(phone)), "link"),
        phone.isBotChat ? choice(blocked ? texts.unblock : texts.block, then(() => phone.act(blocked ? "unblock" : "block")), "close") : null,
        ...(isGroup(phone.chat) ? groupChoices(phone, then) : []),
      ),
    );
    return close;
  },

  person(phone) {
    const { texts, person } = phone;
    const languages = Object.entries(texts.languages);
    const save = (data) => {
      close();
      request("PATCH", `people/${person.id}`, Object.fromEntries(data)).catch((error) => phone.say(error.message));
    };
    const close = openSheet(
      phone.screen,
      texts.person,
      texts.close,
      form(
        texts.save,
        save,
        field(texts.name, "name", person.name, { required: true }),
        field(texts.lastName, "last_name", person.last_name),
        field(texts.phoneNumber, "phone_number", person.phone_number, { dir: "ltr" }),
        select(texts.language, "language", languages, person.language),
      ),
    );
    return close;
  },

  link(phone) {
    const { texts } = phone;
    const open = (data) => {
      close();
      phone.openLink(data.get("url").trim());
    };
    const close = openSheet(phone.screen, texts.deepLink, texts.close, form(texts.open, open, field(texts.deepLinkHint, "url", `https://t.me/${store.bot.username}?start=`, { dir: "ltr" })));
    return close;
  },

  commands(phone) {
    const { texts } = phone;
    const send = (command) => () => {
      close();
      phone.send(`/${command}`);
    };
    const rows = phone.commands().map(({ command, description }) =>
      element("button", { type: "button", class: "choice command", onclick: send(command) }, element("span", { dir: "auto" }, description), element("small", { dir: "ltr" }, `/${command}`)),
    );
    const close = openSheet(phone.screen, texts.menu, texts.close, element("div", { class: "choices" }, ...rows));
    return close;
  },

  chats(phone) {
    const { texts } = phone;
    const go = (id) => () => {
      close();
      phone.open(id);
    };
    const rows = chatsOf(phone).map(([id, name]) => choice(name, go(id), "person", { "aria-current": id === phone.chatId }));
    const add = choice(texts.newGroup, () => (close(), MENUS.group(phone)), "plus");
    const close = openSheet(phone.screen, texts.chats, texts.close, element("div", { class: "choices" }, ...rows, add));
    return close;
  },

  group(phone) {
    const { texts } = phone;
    const others = [...store.people.values()].filter((person) => person.id !== phone.personId);
    const make = (data) => {
      close();
      phone.act("group", { title: data.get("title"), forum: data.has("forum"), administrator: data.has("administrator"), people: data.getAll("people").map(Number) });
    };
    const close = openSheet(
      phone.screen,
      texts.newGroup,
      texts.close,
      form(
        texts.create,
        make,
        field(texts.groupTitle, "title", "", { required: true }),
        check(texts.forum, "forum", "1"),
        check(texts.botIsAdministrator, "administrator", "1"),
        ...others.map((person) => check(person.name, "people", person.id)),
      ),
    );
    return close;
  },

  forward(phone, message) {
    const { texts } = phone;
    const send = (target) => () => {
      close();
      phone.act("forward", { message_id: message.message_id, ...target });
    };
    const chats = chatsOf(phone).filter(([id]) => !store.chats.get(id).among_people).map(([id, name]) => choice(name, send({ to: id }), "smile"));
    const people = [...store.people.values()].filter((person) => person.id !== phone.personId).map((person) => choice(person.name, send({ to_person: person.id }), "person"));
    const close = openSheet(phone.screen, texts.forwardTo, texts.close, element("div", { class: "choices" }, ...chats, ...people));
    return close;
  },
};

const isGroup = (chat) => chat.type === "supergroup";

function groupChoices(phone, then) {
  const { texts, chat } = phone;
  const missing = [...store.people.values()].filter((person) => !chat.people.includes(person.id));
  return [
    ...missing.map((person) => choice(`${texts.addPeople}: ${person.name}`, then(() => act(person.id, "join", { chat: chat.id })), "plus")),
    chat.bot ? choice(texts.removeBot, then(() => phone.act("remove_bot")), "close") : choice(texts.addBot, then(() => phone.act("add_bot", { administrator: true })), "plus"),
  ];
}

export function chatsOf(phone) {
  return phone.person.chats.map((id) => {
    const chat = store.chats.get(id);
    if (id === phone.personId) return [id, phone.botName];
    if (!chat.among_people) return [id, chat.title];
    const other = chat.people.find((each) => each !== phone.personId);
    return [id, store.people.get(other)?.name ?? ""];
  });
}

export function optionsSheet(phone, message) {
  const { texts } = phone;
  const own = message.from.id === phone.personId;
  const text = message.text ?? message.caption;
  const then = (action) => () => {
    close();
    action();
  };
  const reply = () => {
    phone.replyTo = message;
    phone.renderFoot();
    phone.input?.focus();
  };
  const edit = () => {
    phone.editing = message;
    phone.renderFoot();
    phone.input?.focus();
  };
  const copy = () => {
    navigator.clipboard?.writeText(text).catch(() => {});
    phone.say(texts.copied);
  };
  const choices = [
    choice(texts.reply, then(reply), "reply"),
    own && text ? choice(texts.edit, then(edit), "file") : null,
    text ? choice(texts.copy, then(copy), "file") : null,
    choice(texts.forward, then(() => MENUS.forward(phone, message)), "send"),
    choice(texts.delete, then(() => phone.act("delete", { message_id: message.message_id })), "close"),
  ];
  const mine = phone.chat.reactions[message.message_id]?.[phone.personId] ?? [];
  const react = (emoji) => phone.act("react", { message_id: message.message_id, emoji: mine.includes(emoji) ? [] : [emoji] });
  const reactions = REACTIONS.map((emoji) => element("button", { type: "button", "aria-pressed": String(mine.includes(emoji)), "aria-label": `${texts.react} ${emoji}`, onclick: then(() => react(emoji)) }, emoji));
  const close = openSheet(phone.screen, texts.options, texts.close, element("div", { class: "reaction-row", dir: "ltr" }, ...reactions), element("div", { class: "choices" }, ...choices.filter(Boolean)));
  return close;
}
