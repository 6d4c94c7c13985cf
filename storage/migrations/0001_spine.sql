-- Times are milliseconds since 1970, UTC. Keys are made by the program (storage/keys.py).

create table inbox (
    update_id   bigint primary key,
    lane        bigint not null,              -- the chat; updates of one lane are handled one by one, in order
    body        text,                         -- the raw JSON as it came; emptied when the update is done
    received_at bigint not null,
    attempts    integer not null default 0,
    not_before  bigint not null default 0,    -- a failed update waits here before it is tried again
    error       text,
    state       text not null default 'waiting' check (state in ('waiting', 'done', 'aside'))
);
create index inbox_waiting on inbox (lane, update_id) where state = 'waiting';
create index inbox_received on inbox (received_at);

create table person (
    chat_id    bigint primary key,
    language   text,                          -- chosen, or Telegram's own where we speak it
    blocked_at bigint                         -- since when the bot is blocked; empty: reachable
);

create table draft (
    chat_id      bigint not null,
    conversation text not null,
    state        text not null,               -- JSON, see conversations/state.py
    active       integer not null,            -- 1: what the person types next is an answer to it
    expires_at   bigint not null,
    primary key (chat_id, conversation)
);
create index draft_expires on draft (expires_at);

create table outbox (
    id         bigint primary key,            -- increases with time: the order of a chat's messages
    chat_id    bigint not null,
    method     text not null,
    body       text not null,                 -- JSON parameters; emptied when the message is settled
    priority   integer not null,              -- 0 answers to taps, 1 replies, 2 bulk
    state      text not null default 'queued'
               check (state in ('queued', 'inflight', 'sent', 'failed', 'blocked', 'expired', 'unknown')),
    attempts   integer not null default 0,
    not_before bigint not null default 0,     -- it is not to be said earlier
    paused_until bigint not null default 0,   -- it failed, or Telegram asked for patience
    message_id bigint,
    error      text,
    dedupe_key text unique,
    settled_at bigint
);
create index outbox_queued on outbox (priority, id) where state = 'queued';
create index outbox_chat on outbox (chat_id) where state = 'queued';
create index outbox_paused on outbox (chat_id, paused_until) where state = 'queued' and paused_until > 0;
create index outbox_settled on outbox (settled_at) where settled_at is not null;

create table saved_check (
    id       bigint primary key,
    chat_id  bigint not null,
    facts    text not null,                   -- JSON: the answers that the person asked us to keep
    rules    text not null,                   -- JSON: call id -> hash of the rules that were applied
    consent  text not null,                   -- purpose and version of the text that was agreed to
    saved_at bigint not null
);
create index saved_check_chat on saved_check (chat_id, saved_at);
