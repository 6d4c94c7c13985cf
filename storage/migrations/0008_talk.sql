-- Talking with people: the groups in which staff work, the talks that are open, and what became of each message.

create table desk_group (
    province  text primary key,               -- whose requests are talked about there
    chat_id   bigint not null,
    forum     integer not null check (forum in (0, 1)),
    language  text not null,
    linked_by bigint not null,                -- the group counts as long as she may link it
    linked_at bigint not null
);
create index desk_group_chat on desk_group (chat_id);

create table desk_topic (
    request_id bigint not null references request (id),
    chat_id    bigint not null,
    thread     bigint,                        -- empty: the group has no topics
    title      text not null,                 -- as we gave it
    summary    bigint,                        -- the pinned message
    closed     integer not null default 0 check (closed in (0, 1)),
    primary key (request_id, chat_id)
);
create index desk_topic_thread on desk_topic (chat_id, thread);
create index desk_topic_summary on desk_topic (chat_id, summary);

create table talk (
    chat_id    bigint primary key,            -- the person's
    request_id bigint not null references request (id),
    until      bigint not null,               -- till then what she writes goes to staff
    name       text not null                  -- her first name, for a greeting, as long as the talk is open
);
create index talk_until on talk (until);

create table talk_message (
    id         bigint primary key,
    request_id bigint not null references request (id),
    kind       text not null check (kind in ('ask', 'answer', 'note')),
    author     bigint not null,
    chat_id    bigint not null,               -- where it was written, and as which message
    message_id bigint not null,
    album      text,
    content    text,                          -- JSON, see domain/talk.py; emptied after some days
    state      text not null check (state in ('waiting', 'arrived', 'blocked', 'failed', 'kept', 'back')),
    at         bigint not null,
    unique (chat_id, message_id)
);
create index talk_message_request on talk_message (request_id, id);
create index talk_message_album on talk_message (chat_id, album) where album is not null;
create index talk_message_author on talk_message (author);
create index talk_message_at on talk_message (at);
create index talk_message_content on talk_message (at) where content is not null;

create table talk_copy (
    message    bigint not null references talk_message (id),
    chat_id    bigint not null,
    message_id bigint not null,
    part       integer not null,              -- counted from 0: long words, or words beside a file, are several
    around     text not null,                 -- JSON: for whom it was made, so that a change is made in the same way
    primary key (chat_id, message_id)
);
create index talk_copy_message on talk_copy (message);

create table staff_signature (
    chat_id bigint primary key,
    name    text not null                     -- shown to people, because she wants it
);

create table ready_answer (
    id       bigint primary key,
    province text not null,
    title    text not null,
    ar       text not null,
    fr       text not null,
    made_by  bigint,                          -- empty: she has erased everything
    made_at  bigint not null
);
create index ready_answer_province on ready_answer (province);

-- The words of a talk are lines of the history too; one that was taken back leaves what the person reads.
alter table request_event add column talk bigint;
