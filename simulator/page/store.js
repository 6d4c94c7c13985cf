// What the simulator knows, kept up to date by its events; and the way to act in it.

export const store = { bot: {}, people: new Map(), chats: new Map(), faults: [], connected: false, shift: 0 };

const watchers = new Set();

export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const CHANGES = {
  state(event) {
    store.bot = event.bot;
    store.people = new Map(event.people.map((person) => [person.id, person]));
    store.chats = new Map(event.chats.map((chat) => [chat.id, received(chat)]));
    store.faults = event.faults;
  },
  person(event) {
    store.people.set(event.person.id, event.person);
  },
  chat(event) {
    store.chats.set(event.chat.id, received(event.chat));
  },
  profile(event) {
    store.bot = event.bot;
  },
  faults(event) {
    store.faults = event.faults;
  },
  message(event) {
    store.chats.get(event.chat)?.messages.set(event.message.message_id, event.message);
  },
  removed(event) {
    store.chats.get(event.chat)?.messages.delete(event.message_id);
  },
  keyboard(event) {
    const chat = store.chats.get(event.chat);
    if (chat) chat.keyboards = event.keyboards;
  },
  reaction(event) {
    const chat = store.chats.get(event.chat);
    if (chat) chat.reactions[event.message_id] = event.given;
  },
  votes(event) {
    const chat = store.chats.get(event.chat);
    if (chat) chat.votes[event.poll] = event.votes;
  },
  pinned(event) {
    const chat = store.chats.get(event.chat);
    if (chat) chat.pinned = event.pinned;
  },
};

function received(chat) {
  return { ...chat, messages: new Map(chat.messages.map((message) => [message.message_id, message])) };
}

function tell(event) {
  for (const watcher of watchers) watcher(event);
}

export function connect() {
  const source = new EventSource("/_sim/events");
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    store.connected = true;
    CHANGES[event.event]?.(event);
    tell(event);
  };
  source.onerror = () => {
    store.connected = false;
    tell({ event: "lost" });
  };
}

export async function request(method, path, body = {}) {
  const answer = await fetch(`/_sim/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const result = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) throw new Error(result.error);
  return result;
}

export const act = (person, deed, body) => request("POST", `people/${person}/${deed}`, body);
