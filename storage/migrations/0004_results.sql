-- A kept result keeps what it said; and its person may have asked to be told of news.

alter table saved_check add column results text not null default '{}';   -- JSON: call id -> result when it was kept
alter table saved_check add column telling text;                         -- purpose and version agreed to; empty: no
alter table saved_check add column seen text not null default '{}';      -- JSON: what was last looked at, see domain/news.py
alter table saved_check add column looked_at bigint not null default 0;  -- when that was
create index saved_check_telling on saved_check (looked_at) where telling is not null;
