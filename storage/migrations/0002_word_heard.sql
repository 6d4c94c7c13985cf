-- What people typed for an activity or a place and what they then chose, added up by day; never who.

create table word_heard (
    kind   text not null check (kind in ('sector', 'place')),
    text   text not null,
    chosen text not null,                     -- a code; empty: they chose none
    day    text not null,                     -- 2026-03-01, UTC
    count  integer not null,
    primary key (kind, text, chosen, day)
);
create index word_heard_day on word_heard (day);
