-- name: queue
insert into outbox (id, chat_id, method, body, priority, not_before, dedupe_key)
values (:id, :chat_id, :method, :body, :priority, :not_before, :dedupe_key)
on conflict (dedupe_key) do nothing

-- name: queue_for
insert into outbox (id, chat_id, method, body, priority, broadcast_id)
values (:id, :chat_id, :method, :body, 2, :broadcast_id)
on conflict (broadcast_id, chat_id) where broadcast_id is not null do nothing

-- name: withdraw
delete from outbox where dedupe_key = :dedupe_key and state = 'queued'

-- name: release
update outbox set dedupe_key = null where dedupe_key = :dedupe_key

-- name: due
select id, chat_id, method, body, priority, attempts from outbox as message
where state = 'queued' and not_before <= :now and paused_until <= :now
and (priority, id) > (:priority, :id) and priority <= :least
and not exists (
    select 1 from outbox as earlier
    where earlier.chat_id = message.chat_id and earlier.state = 'queued'
    and earlier.paused_until > 0 and earlier.paused_until > :now
    and earlier.priority > 0 and (earlier.priority, earlier.id) < (message.priority, message.id)
)
and not exists (
    select 1 from lane join replica on replica.id = lane.sender
    where lane.chat_id = message.chat_id and replica.id <> :me
)
order by priority, id limit :most

-- name: waiting_chats
select distinct chat_id from outbox
where state = 'queued' and paused_until > 0 and paused_until > :now limit :most

-- name: depart
update outbox set state = 'inflight' where id = :id

-- name: hand_back
update outbox set state = 'queued' where id = :id and state = 'inflight'

-- name: sent
update outbox set state = 'sent', body = '', message_id = :message_id, settled_at = :now where id = :id

-- name: settle
update outbox set state = :state, body = '', error = :error, settled_at = :now where id = :id

-- name: become
update outbox set state = 'queued', chat_id = :chat_id, method = :method, body = :body
where id = :id and state in ('queued', 'inflight')

-- name: postpone
update outbox set state = 'queued', attempts = attempts + 1, paused_until = :until, error = :error
where id = :id and state in ('queued', 'inflight')

-- name: pause_all
update outbox set paused_until = :until where state = 'queued' and paused_until < :until

-- name: bring_forward
update outbox set paused_until = paused_until - :by where state = 'queued' and paused_until > 0

-- name: give_up_on_chat
update outbox set state = 'blocked', body = '', settled_at = :now
where chat_id = :chat_id and state = 'queued' and method not like 'after:%'

-- name: lost_in_flight
update outbox set state = 'unknown', body = '', settled_at = :now where state = 'inflight'
and not exists (
    select 1 from lane join replica on replica.id = lane.sender
    where lane.chat_id = outbox.chat_id
)

-- name: count_queued
select count(*) as queued, min(id) as oldest from outbox where state = 'queued'

-- name: forget
delete from outbox where settled_at < :before and broadcast_id is null

-- name: erase
delete from outbox where chat_id = :chat_id and state <> 'queued'
