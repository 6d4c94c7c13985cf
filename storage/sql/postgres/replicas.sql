-- What only several programs need, and therefore only PostgreSQL is asked.

-- name: join
insert into replica (id, beat) values (:me, 0)

-- name: beat
update replica set beat = beat + 1 where id = :me returning beat

-- name: living
select id, beat from replica order by id

-- name: bury
delete from replica where id = :id and beat = :beat returning id

-- name: leave
delete from replica where id = :me

-- name: lock
select chat_id, sender from lane where chat_id = any(cast(:chats as bigint[])) for update skip locked

-- name: meet
-- `on conflict` alone would wait for whoever is just changing such a row.
insert into lane (chat_id, sender)
select asked.chat_id, 0 from unnest(cast(:chats as bigint[])) as asked (chat_id)
where not exists (select 1 from lane where lane.chat_id = asked.chat_id)
on conflict (chat_id) do nothing

-- name: take_over
-- From a living replica only what is quiet, where nothing is left to be said; from a dead one everything.
with asked as (
    select chat_id, sender, not exists (
        select 1 from outbox where outbox.chat_id = lane.chat_id and outbox.state = 'queued'
        union all
        select 1 from outbox where outbox.chat_id = lane.chat_id and outbox.state = 'inflight'
    ) as quiet
    from lane where chat_id = any(cast(:chats as bigint[]))
)
update lane set sender = :me
from asked
where lane.chat_id = asked.chat_id
and (asked.quiet or not exists (select 1 from replica where replica.id = asked.sender))
returning lane.chat_id, asked.quiet

-- name: hold_messages
-- It waits for nobody: who is just changing one of them has it.
select id from outbox where id = any(cast(:ids as bigint[])) and state = 'queued' for update skip locked

-- name: hold
insert into lease (name, holder) values (:name, :me)
on conflict (name) do update set holder = excluded.holder
where lease.holder = excluded.holder or not exists (select 1 from replica where replica.id = lease.holder)
returning holder

-- name: tell
select pg_notify('tiwizi', :words)

-- name: make_slots
insert into send_slot (number, free_at) select generate_series(1, :slots), 0 on conflict (number) do nothing

-- name: drop_slots
delete from send_slot where number > :slots

-- name: reserve
-- What is free only after the longest pause was taken before the server's clock was set back.
with clock as (select cast(extract(epoch from statement_timestamp()) * 1000 as bigint) as now)
update send_slot set free_at = :window + case
    when send_slot.free_at > clock.now + :longest then clock.now else greatest(send_slot.free_at, clock.now)
end
from clock
where exists (select 1 from replica where replica.id = :me)
and send_slot.number in (
    select free.number from send_slot as free
    where free.free_at <= (select now from clock) + :ahead or free.free_at > (select now from clock) + :longest
    order by free.free_at, free.number limit :most for update skip locked
)
returning send_slot.free_at - :window - clock.now as wait

-- name: pause
update send_slot
set free_at = greatest(free_at, cast(extract(epoch from statement_timestamp()) * 1000 as bigint) + :pause)
