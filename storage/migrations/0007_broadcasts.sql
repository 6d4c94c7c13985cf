-- Notices from staff to many people: what is said, to whom, and what became of each message.

create table broadcast (
    id            bigint primary key,
    life          text not null check (life in ('draft', 'waiting', 'scheduled', 'freezing', 'running', 'paused',
                                                'stopped', 'done')),
    work          text not null check (work in ('send', 'correct', 'delete')),
    original      bigint references broadcast (id),   -- which one it corrects or deletes
    series        bigint,                     -- the first one of a series that repeats
    topic         text not null,
    province      text not null,              -- a province's code, or '*': whose people and staff it concerns
    made_by       bigint not null,
    made_at       bigint not null,
    approved_by   bigint,
    approved_at   bigint,
    urgent_reason text,                       -- why it may pass quiet hours; empty: it may not
    starts_at     bigint,                     -- empty: as soon as it is allowed
    started_at    bigint,                     -- since when its audience is frozen
    finished_at   bigint,                     -- since when nothing of it is open any more
    body          text not null,              -- JSON, see domain/broadcasts/body.py
    turn          bigint not null default 0,  -- rises whenever its people are touched: the lock of the account
    claim         bigint,                     -- who freezes it now, and since when that was last heard
    claimed_at    bigint,
    check (approved_by is null or approved_by <> made_by),
    check ((work = 'send') = (original is null))
);
create index broadcast_open on broadcast (life, starts_at) where finished_at is null;
create index broadcast_province on broadcast (province, id);
create unique index broadcast_series on broadcast (series, starts_at) where series is not null;
create index broadcast_original on broadcast (original) where original is not null;

create table broadcast_recipient (            -- the account: one row a person, whose state is final in the end
    broadcast_id bigint not null references broadcast (id),
    chat_id      bigint not null,
    language     text not null,
    state        text not null check (state in ('queued', 'handed', 'sent', 'blocked', 'gone', 'failed', 'unknown',
                                                'skipped')),
    reason       text,                        -- why it was skipped, or how it failed
    message_id   bigint,                      -- what she has in her chat
    settled_at   bigint,
    primary key (broadcast_id, chat_id)
);
create index broadcast_recipient_state on broadcast_recipient (broadcast_id, state, chat_id);
create index broadcast_recipient_chat on broadcast_recipient (chat_id, settled_at) where settled_at is not null;

create table broadcast_total (                -- people whose rows are gone: erased, or older than a year
    broadcast_id bigint not null references broadcast (id),
    language     text not null,
    state        text not null,
    reason       text not null,
    people       bigint not null,
    primary key (broadcast_id, language, state, reason)
);

create table broadcast_watch (                -- which message shows whom how far it is
    broadcast_id bigint not null references broadcast (id),
    chat_id      bigint not null,
    message_id   bigint,                      -- empty: on its way
    primary key (broadcast_id, chat_id)
);

create table broadcast_optout (
    chat_id bigint not null,
    topic   text not null,
    since   bigint not null,
    primary key (chat_id, topic)
);

create table broadcast_tap (                  -- who used which button, each person once
    broadcast_id bigint not null references broadcast (id),
    button       text not null,
    chat_id      bigint not null,
    tapped_at    bigint not null,
    primary key (broadcast_id, button, chat_id)
);
create index broadcast_tap_chat on broadcast_tap (chat_id);

create table saved_audience (
    id       bigint primary key,
    name     text not null,
    province text not null,
    made_by  bigint not null,
    made_at  bigint not null,
    body     text not null                    -- JSON, see domain/broadcasts/audience.py
);
create index saved_audience_province on saved_audience (province, name);

-- What staff may choose people by of the kept checks of those who asked to be told of news; see decision 13.
create table check_trait (
    chat_id bigint not null,
    kind    text not null check (kind in ('place', 'sector', 'legal_form', 'yes', 'unknown', 'almost')),
    code    text not null,                    -- of a place, a sector, a legal form; else the id of a call
    primary key (chat_id, kind, code)
);
create index check_trait_code on check_trait (kind, code, chat_id);

create index subscription_code on subscription (kind, code, chat_id);

-- A message of a broadcast; a person has at most one of each on its way.
alter table outbox add column broadcast_id bigint;
create unique index outbox_broadcast on outbox (broadcast_id, chat_id) where broadcast_id is not null;
