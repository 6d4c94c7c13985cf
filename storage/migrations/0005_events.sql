-- Meetings, who comes, who waits, what people were told, and what came of it.

create table event (
    id           bigint primary key,
    life         text not null check (life in ('draft', 'announced', 'moved', 'cancelled', 'held', 'closed')),
    day          text,                         -- 2026-03-12 on the Moroccan wall; empty: to be confirmed
    hour         text,                         -- 10:00; empty: not known
    province     text,                         -- the code of the province, for the lists and for the staff of it
    sequence     integer not null,             -- rises with every change that was announced
    announced_at bigint,
    created_by   bigint not null,
    secret       text not null,                -- makes the code on the wall
    counted      bigint not null default 0,    -- rises whenever seats are counted: the lock of the seats
    body         text not null                 -- JSON, see storage/events.py
);
create index event_day on event (day, id) where life in ('announced', 'moved');
create index event_past on event (day) where life in ('held', 'closed');
create index event_staff on event (created_by, id);

create table event_answer (
    event_id      bigint not null references event (id),
    chat_id       bigint not null,
    reply         text not null check (reply in ('coming', 'maybe', 'not_coming')),
    guests        integer not null,
    groups        text not null,               -- JSON list: women, youth, codes of places
    cooperative   bigint,
    standing      text not null check (standing in ('none', 'seated', 'waiting', 'offered')),
    pool          text,                        -- whose seat it is: open, or a group's
    queue         bigint not null,             -- the order of the waiting list
    offered_until bigint,
    answered_at   bigint not null,
    asked_again   integer not null default 0,  -- 1: the day changed since
    reminders     integer not null default 1,
    own_reminder  integer,                     -- minutes before the beginning
    ticket        text not null,
    name          text,                        -- for the list at the door, where she gave one
    primary key (event_id, chat_id)
);
create unique index event_answer_ticket on event_answer (event_id, ticket);
create index event_answer_chat on event_answer (chat_id);
create index event_answer_queue on event_answer (event_id, queue) where standing in ('waiting', 'offered');
create index event_answer_offers on event_answer (offered_until) where standing = 'offered';

create table event_notice (                    -- what each person was told, so that nobody is told twice
    event_id bigint not null references event (id),
    notice   text not null,                    -- reminder:1440:2026-03-12T10:00, announced, moved:2, cancelled:3 …
    chat_id  bigint not null,
    told_at  bigint not null,
    primary key (event_id, notice, chat_id)
);
create index event_notice_chat on event_notice (chat_id);

create table event_round (                     -- a notice to everybody: done, or missed
    event_id   bigint not null references event (id),
    notice     text not null,
    planned_at bigint not null,
    outcome    text not null check (outcome in ('done', 'missed')),
    people     integer not null,
    settled_at bigint not null,
    primary key (event_id, notice)
);

create table event_visit (                     -- who was there
    event_id   bigint not null references event (id),
    visitor    bigint not null,                -- a chat, or a key of its own for somebody without Telegram
    name       text,                           -- as the attendance sheet has it
    people     integer not null,               -- with her guests
    way        text not null check (way in ('scan', 'ticket', 'wall', 'list')),
    checked_by bigint,                         -- empty: she herself, by the code on the wall
    checked_at bigint not null,
    primary key (event_id, visitor)
);
create index event_visit_visitor on event_visit (visitor);

create table event_feedback (
    event_id bigint not null references event (id),
    chat_id  bigint not null,
    useful   integer not null,                 -- each from 1 to 3
    clear    integer not null,
    again    integer not null,
    voice    text,                             -- Telegram's id of a voice note
    said_at  bigint not null,
    primary key (event_id, chat_id)
);
create index event_feedback_chat on event_feedback (chat_id);

create table event_question (
    id          bigint primary key,
    event_id    bigint not null references event (id),
    chat_id     bigint not null,
    words       text not null,
    asked_at    bigint not null,
    answer      text,
    answered_at bigint,
    published   integer not null default 0     -- 1: with its answer, and without who asked
);
create index event_question_event on event_question (event_id, id);
create index event_question_chat on event_question (chat_id);

create table subscription (
    chat_id bigint not null,
    kind    text not null check (kind in ('place', 'sector', 'legal_form', 'topic')),
    code    text not null,
    since   bigint not null,
    primary key (chat_id, kind, code)
);
