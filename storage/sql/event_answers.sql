-- name: lock
update event set counted = counted + 1 where id = :event_id

-- name: taken
select pool, cooperative, count(*) as people, sum(guests) as guests from event_answer
where event_id = :event_id and standing in ('seated', 'offered') group by pool, cooperative

-- name: put
insert into event_answer (event_id, chat_id, reply, guests, groups, cooperative, standing, pool, queue, offered_until,
                          answered_at, asked_again, reminders, own_reminder, ticket, name)
values (:event_id, :chat_id, :reply, :guests, :groups, :cooperative, :standing, :pool, :queue, :offered_until,
        :answered_at, :asked_again, :reminders, :own_reminder, :ticket, :name)
on conflict (event_id, chat_id) do update
set reply = excluded.reply, guests = excluded.guests, groups = excluded.groups, cooperative = excluded.cooperative,
    standing = excluded.standing, pool = excluded.pool, queue = excluded.queue,
    offered_until = excluded.offered_until, answered_at = excluded.answered_at, asked_again = excluded.asked_again,
    reminders = excluded.reminders, own_reminder = excluded.own_reminder, name = excluded.name

-- name: get
select * from event_answer where event_id = :event_id and chat_id = :chat_id

-- name: by_ticket
select * from event_answer where event_id = :event_id and ticket = :ticket

-- name: waiting
select * from event_answer where event_id = :event_id and standing = 'waiting' and asked_again = 0 order by queue

-- name: position
select count(*) as before from event_answer
where event_id = :event_id and standing in ('waiting', 'offered') and queue < :queue

-- name: keep
update event_answer set reminders = :reminders, own_reminder = :own_reminder, name = :name
where event_id = :event_id and chat_id = :chat_id

-- name: overdue
select * from event_answer where event_id = :event_id and standing = 'offered' and offered_until <= :now
order by offered_until, queue limit :most

-- name: with_overdue
select distinct event_id from event_answer where standing = 'offered' and offered_until <= :now
order by event_id limit :most

-- name: counts
select reply, standing, count(*) as answers, sum(1 + guests) as people from event_answer
where event_id = :event_id group by reply, standing

-- name: all
select * from event_answer where event_id = :event_id order by answered_at, chat_id

-- name: ask_again
update event_answer set asked_again = 1 where event_id = :event_id and reply <> 'not_coming'

-- name: ask_no_more
update event_answer set asked_again = 0 where event_id = :event_id and asked_again = 1

-- name: own_reminders
select distinct own_reminder from event_answer where event_id = :event_id and own_reminder is not null

-- name: forget
delete from event_answer where event_id in (select id from event where day < :before)

-- name: erase
delete from event_answer where chat_id = :chat_id
