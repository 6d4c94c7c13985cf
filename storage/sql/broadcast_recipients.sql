-- name: add
insert into broadcast_recipient (broadcast_id, chat_id, language, state, reason, message_id, settled_at)
values (:broadcast_id, :chat_id, :language, :state, :reason, :message_id, :settled_at)
on conflict (broadcast_id, chat_id) do nothing

-- name: without_erased
delete from broadcast_recipient
where broadcast_id = :broadcast_id and chat_id >= :first and chat_id <= :last
and not exists (select 1 from person where person.chat_id = broadcast_recipient.chat_id)

-- name: clear
delete from broadcast_recipient
where broadcast_id = :broadcast_id and chat_id in (
    select chat_id from broadcast_recipient where broadcast_id = :broadcast_id order by chat_id limit :most
)
returning chat_id

-- name: reached
select recipient.chat_id, recipient.language, recipient.message_id, recipient.settled_at
from broadcast_recipient as recipient
where recipient.broadcast_id = :broadcast_id and recipient.state = 'sent' and recipient.message_id is not null
order by recipient.chat_id

-- name: next_page
select recipient.chat_id, recipient.language, recipient.message_id, case
    when person.chat_id is null then 'erased'
    when person.blocked_at is not null then 'blocked'
    when exists (
        select 1 from broadcast_optout as optout
        where optout.chat_id = recipient.chat_id and optout.topic = :topic
    ) then 'opted_out'
end as reason
from broadcast_recipient as recipient
left join person on person.chat_id = recipient.chat_id
where recipient.broadcast_id = :broadcast_id and recipient.state = 'queued'
order by recipient.chat_id limit :most

-- name: handed
update broadcast_recipient set state = 'handed'
where broadcast_id = :broadcast_id and chat_id = :chat_id and state = 'queued'

-- name: skip
update broadcast_recipient set state = 'skipped', reason = :reason, settled_at = :now
where broadcast_id = :broadcast_id and chat_id = :chat_id and state = 'queued'

-- name: under_way
select count(*) as people from broadcast_recipient where broadcast_id = :broadcast_id and state = 'handed'

-- name: gather
update broadcast_recipient
set state = case
        when outbox.state = 'blocked' and outbox.error = 'gone' then 'gone'
        when outbox.state = 'expired' then 'failed'
        else outbox.state
    end,
    reason = case when outbox.state = 'sent' then null else outbox.error end,
    message_id = coalesce(outbox.message_id, broadcast_recipient.message_id),
    settled_at = outbox.settled_at
from outbox
where outbox.broadcast_id = :broadcast_id and outbox.settled_at is not null
and broadcast_recipient.broadcast_id = :broadcast_id and broadcast_recipient.chat_id = outbox.chat_id
and broadcast_recipient.state = 'handed'

-- name: clean
delete from outbox
where broadcast_id = :broadcast_id and settled_at is not null and not exists (
    select 1 from broadcast_recipient as recipient
    where recipient.broadcast_id = outbox.broadcast_id and recipient.chat_id = outbox.chat_id
    and recipient.state = 'handed'
)

-- name: withdraw
delete from outbox where broadcast_id = :broadcast_id and state = 'queued' returning chat_id

-- name: back
update broadcast_recipient set state = 'queued'
where broadcast_id = :broadcast_id and chat_id = :chat_id and state = 'handed'

-- name: sweep
update broadcast_recipient set state = 'skipped', reason = 'stopped', settled_at = :now
where broadcast_id = :broadcast_id and chat_id in (
    select chat_id from broadcast_recipient
    where broadcast_id = :broadcast_id and state = 'queued' order by chat_id limit :most
)
returning chat_id

-- name: open
select 1 as open from broadcast_recipient
where broadcast_id = :broadcast_id and state in ('queued', 'handed') limit 1

-- name: put_back
update broadcast_recipient set state = 'queued', reason = null, settled_at = null
where broadcast_id = :broadcast_id and chat_id in (
    select chat_id from broadcast_recipient
    where broadcast_id = :broadcast_id and state = :state order by chat_id limit :most
)
returning chat_id

-- name: counts
select state, count(*) as people from broadcast_recipient where broadcast_id = :broadcast_id group by state
union all
select state, sum(people) as people from broadcast_total where broadcast_id = :broadcast_id group by state

-- name: up_to
select count(*) as people from (
    select 1 as one from broadcast_recipient where broadcast_id = :broadcast_id limit :most
) as first_ones

-- name: report
select language, state, coalesce(reason, '') as reason, count(*) as people from broadcast_recipient
where broadcast_id = :broadcast_id group by language, state, coalesce(reason, '')
union all
select language, state, reason, people from broadcast_total where broadcast_id = :broadcast_id
order by 1, 2, 3

-- name: page_of_state
select chat_id, language, state, reason, message_id, settled_at from broadcast_recipient
where broadcast_id = :broadcast_id and state = :state and chat_id > :after order by chat_id limit :most

-- name: erase_queued
delete from outbox where chat_id = :chat_id and broadcast_id is not null and state = 'queued'

-- name: erase_settled
update broadcast_recipient
set state = case
        when outbox.state = 'blocked' and outbox.error = 'gone' then 'gone'
        when outbox.state = 'expired' then 'failed'
        else outbox.state
    end,
    reason = case when outbox.state = 'sent' then null else outbox.error end
from outbox
where outbox.chat_id = :chat_id and outbox.broadcast_id = broadcast_recipient.broadcast_id
and outbox.settled_at is not null and broadcast_recipient.chat_id = :chat_id and broadcast_recipient.state = 'handed'

-- name: erase_in_flight
update broadcast_recipient set state = 'unknown', reason = 'erased'
where broadcast_id in (select id from broadcast) and chat_id = :chat_id and state = 'handed' and exists (
    select 1 from outbox
    where outbox.broadcast_id = broadcast_recipient.broadcast_id and outbox.chat_id = broadcast_recipient.chat_id
)

-- name: erase_open
update broadcast_recipient set state = 'skipped', reason = 'erased'
where broadcast_id in (select id from broadcast) and chat_id = :chat_id and state in ('queued', 'handed')

-- name: total_of
insert into broadcast_total (broadcast_id, language, state, reason, people)
select broadcast_id, language, state, coalesce(reason, ''), count(*) from broadcast_recipient
where broadcast_id in (select id from broadcast) and chat_id = :chat_id group by broadcast_id, language, state, coalesce(reason, '')
on conflict (broadcast_id, language, state, reason) do update set people = broadcast_total.people + excluded.people

-- name: erase
delete from broadcast_recipient where broadcast_id in (select id from broadcast) and chat_id = :chat_id

-- name: oldest
select broadcast.id from broadcast
where broadcast.finished_at < :before and exists (
    select 1 from broadcast_recipient as recipient where recipient.broadcast_id = broadcast.id
)
order by broadcast.id limit 1

-- name: total_up_to
insert into broadcast_total (broadcast_id, language, state, reason, people)
select broadcast_id, language, state, coalesce(reason, ''), count(*) from broadcast_recipient
where broadcast_id = :broadcast_id and chat_id <= :last
group by broadcast_id, language, state, coalesce(reason, '')
on conflict (broadcast_id, language, state, reason) do update set people = broadcast_total.people + excluded.people

-- name: last_of_page
select max(chat_id) as last from (
    select chat_id from broadcast_recipient where broadcast_id = :broadcast_id order by chat_id limit :most
) as page

-- name: forget_up_to
delete from broadcast_recipient where broadcast_id = :broadcast_id and chat_id <= :last
