-- Several programs on one PostgreSQL: who lives, who has a chat, who fetches updates, how fast all may send together.
-- With SQLite there is one program, and these tables stay empty.

create table replica (
    id   bigint primary key,
    beat bigint not null                      -- rises while it lives; see bot/replicas.py
);

-- The row is locked by whoever handles an update of the chat, or reads what is to be said there.
create table lane (
    chat_id bigint primary key,
    sender  bigint not null,                  -- the replica that alone may speak there, as long as it lives
    erased_at bigint                          -- the person has erased everything; the row goes a little later
);
create index lane_erased on lane (erased_at) where erased_at is not null;

create table lease (
    name   text primary key,
    holder bigint not null                    -- a replica; when it is gone, whoever asks first
);

create table send_slot (
    number  integer primary key,
    free_at bigint not null                   -- by the clock of the database; see bot/shared_budget.py
);

create index outbox_inflight on outbox (chat_id) where state = 'inflight';
