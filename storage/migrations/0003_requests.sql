-- Support requests, the people who work on them, and the cooperatives that they may belong to.

create table staff_role (
    id         bigint primary key,
    chat_id    bigint not null,
    role       text not null check (role in ('agent', 'local', 'coordinator', 'admin')),
    province   text not null,                 -- a province's code, or '*' for all
    granted_by bigint,                        -- empty: by the command line
    granted_at bigint not null,
    revoked_by bigint,
    revoked_at bigint
);
create unique index staff_role_held on staff_role (chat_id, role, province) where revoked_at is null;
create index staff_role_province on staff_role (province, role) where revoked_at is null;

create table cooperative (
    id         bigint primary key,
    name       text not null,
    place      text not null,                 -- the code of a province or a commune
    created_at bigint not null
);

create table membership (
    id             bigint primary key,
    cooperative_id bigint not null references cooperative (id),
    chat_id        bigint not null,
    role           text not null check (role in ('president', 'manager', 'member')),
    since          bigint not null,
    until          bigint                     -- empty: she still is
);
create unique index membership_held on membership (cooperative_id, chat_id) where until is null;
create unique index membership_president on membership (cooperative_id) where until is null and role = 'president';
create index membership_chat on membership (chat_id) where until is null;

create table invitation (
    token_hash     text primary key,          -- SHA-256 in hexadecimal: who reads the table cannot use the link
    kind           text not null check (kind in ('staff', 'cooperative')),
    role           text not null,
    province       text,
    cooperative_id bigint references cooperative (id),
    made_by        bigint,                    -- empty: by the command line
    made_at        bigint not null,
    expires_at     bigint not null,
    used_by        bigint,
    used_at        bigint,
    check ((kind = 'staff' and province is not null) or (kind = 'cooperative' and cooperative_id is not null))
);
create index invitation_expires on invitation (expires_at);

create table request (
    id             bigint primary key,
    reference      text not null unique,
    chat_id        bigint,                    -- who sent it; empty: she has erased everything
    cooperative_id bigint references cooperative (id),
    kind           text not null,
    call_id        text,
    state          text not null
                   check (state in ('submitted', 'in_review', 'correction_asked', 'with_local', 'with_provincial',
                                    'accepted', 'refused', 'withdrawn')),
    revision       integer not null,
    project        text not null,
    sector         text,
    province       text not null,
    place          text not null,
    douar          text not null,
    amount         bigint,                    -- whole dirhams, like total_cost and decided_amount
    total_cost     bigint,
    description    text not null,
    phone          text,
    language       text not null,
    consent        text not null,             -- the version of the text that was agreed to
    helped_name    text,                      -- for whom an agent filled it in, and what she agreed to aloud
    helped_consent text,
    taken_by       bigint,
    decided_amount bigint check (decided_amount <= total_cost),
    reason         text not null default '',
    submitted_at   bigint not null,
    changed_at     bigint not null,
    decided_at     bigint,
    deadline       bigint
);
create index request_chat on request (chat_id);
create index request_cooperative on request (cooperative_id) where cooperative_id is not null;
create index request_province on request (province, changed_at);
create index request_decided on request (province, kind, decided_at) where state in ('accepted', 'refused');

create table request_file (
    id         bigint primary key,
    request_id bigint not null references request (id),
    document   text not null,                 -- a code of catalogue/documents.toml, or 'other'
    kind       text not null,                 -- photo, document, voice, video
    file_id    text not null,
    unique_id  text not null,
    name       text,
    size       bigint,
    added_at   bigint not null,
    added_by   bigint,
    lost_at    bigint                         -- since when Telegram no longer gives it
);
create unique index request_file_once on request_file (request_id, unique_id);
create index request_file_telegram on request_file (file_id);

-- The history: rows are added and never changed, except that a person's words leave it when she erases everything.
create table request_event (
    id         bigint primary key,
    request_id bigint not null references request (id),
    at         bigint not null,
    chat_id    bigint,
    role       text not null,
    action     text not null,
    state      text not null,                 -- to which it led
    text       text not null,
    internal   integer not null check (internal in (0, 1)),
    data       text not null,                 -- JSON: amount, documents, until, file
    check (action <> 'note' or internal = 1)
);
create index request_event_request on request_event (request_id, id);

create table correction (
    id         bigint primary key,
    request_id bigint not null references request (id),
    document   text not null,
    why        text not null,
    until      bigint,
    asked_at   bigint not null,
    done_at    bigint
);
create index correction_request on correction (request_id, id);

create table rating (
    request_id bigint primary key references request (id),
    score      integer not null check (score between 1 and 5),
    text       text not null,
    voice      text,                          -- a Telegram file id
    rated_at   bigint not null
);

create table consent (
    chat_id bigint not null,
    purpose text not null,
    version text not null,
    given_at bigint not null,
    primary key (chat_id, purpose, version)
);

-- Attempts to reach a request that is not one's own, by a guessed reference or a forged button.
create table request_denied (
    id        bigint primary key,
    at        bigint not null,
    chat_id   bigint not null,
    reference text not null
);
create index request_denied_at on request_denied (at);
