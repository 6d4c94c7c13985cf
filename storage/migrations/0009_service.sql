-- The desk's clockwork: service levels, absences, requests given out in turn, experts for one file, the audit.

alter table request add column decision_due bigint;   -- when a decision is due; empty: the clock stands, or has not begun
alter table request add column remaining bigint;      -- milliseconds of working time left, while the clock stands
alter table request add column question_due bigint;   -- when a question of the person is to be answered
alter table request add column merged_into bigint references request (id);

update request set decision_due = deadline where state in ('in_review', 'with_local', 'with_provincial');

create index request_open on request (province, deadline) where decided_at is null;
create index request_not_begun on request (id) where decision_due is null and decided_at is null;
create index request_follower on request (taken_by) where decided_at is null;
create index request_question on request (question_due) where question_due is not null;
create index request_due on request (deadline) where deadline is not null;

-- What staff were reminded of: a due moment that moves is a new one.
create table service_reminder (
    request_id bigint not null references request (id),
    clock      text not null check (clock in ('answer', 'decision', 'question')),
    due        bigint not null,
    stage      text not null check (stage in ('soon', 'due', 'coordinator')),
    at         bigint not null,
    primary key (request_id, clock, due, stage)
);

-- How far the digest of a morning has come.
create table digest (
    day       text primary key,
    last_chat bigint not null
);

create table absence (
    id       bigint primary key,
    chat_id  bigint not null,
    stand_in bigint not null,
    since    bigint not null,
    until    bigint not null,                 -- brought forward when she comes back earlier
    check (chat_id <> stand_in)
);
create index absence_stand_in on absence (stand_in, until);
create index absence_chat on absence (chat_id, until);

-- Provinces whose new requests are given out in turn, to agents who have fewer than `most` open ones.
create table rota (
    province text primary key,
    most     integer not null check (most > 0)
);

-- When somebody was last given a request in turn.
create table rota_turn (
    province text not null,
    chat_id  bigint not null,
    at       bigint not null,
    primary key (province, chat_id)
);

-- Somebody from outside who may read one request: invited by a link for one use.
create table expert (
    id          bigint primary key,
    request_id  bigint not null references request (id),
    token_hash  text not null unique,         -- SHA-256 in hexadecimal, as in `invitation`
    invited_by  bigint not null,
    invited_at  bigint not null,
    expires_at  bigint not null,              -- of the link
    chat_id     bigint,                       -- who has used it
    accepted_at bigint,
    until       bigint                        -- from then on she reads nothing more
);
create index expert_request on expert (request_id);
create index expert_chat on expert (chat_id) where chat_id is not null;

-- What staff did outside the history of a request. Rows are only added; see docs/service-levels.md.
create table audit (
    id         bigint primary key,
    at         bigint not null,
    chat_id    bigint,                        -- who did it; empty: the bot, or the command line
    deed       text not null,
    province   text,                          -- '*': all of them; empty: it belongs to none
    request_id bigint references request (id),
    about      bigint,                        -- whom it concerns
    data       text not null                  -- JSON: role, audience, file and other figures; no words of persons
);
create index audit_at on audit (at, id);
create index audit_chat on audit (chat_id, at);
create index audit_request on audit (request_id) where request_id is not null;
create index audit_about on audit (about) where about is not null;
create index request_event_at on request_event (at, id);
create index request_event_chat on request_event (chat_id, at);
