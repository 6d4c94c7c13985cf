-- Calls that staff published or corrected in the chat, and of whose overdue rules administrators were told.

create table call_version (
    id          bigint primary key,
    call_id     text not null,
    toml        text not null,
    rules       text not null,      -- the hash of the rules, as results carry it: see domain/calls.py
    made_by     bigint not null,
    made_at     bigint not null,
    version     integer,            -- 1, 2, …; empty: a draft
    approved_by bigint,
    approved_at bigint,             -- from when on it stands
    dropped_at  bigint,
    check ((version is null) = (approved_at is null)),
    check (approved_by is null or approved_by <> made_by)
);
create unique index call_version_number on call_version (call_id, version) where version is not null;

create table review_told (
    call_id   text not null,
    review_by text not null,     -- the day, as 2026-12-31: a later one is told again
    told_at   bigint not null,
    primary key (call_id, review_by)
);
