-- name: erase
update lane set erased_at = :now where chat_id = :chat_id

-- name: forget
delete from lane
where erased_at < :before
and not exists (select 1 from outbox where outbox.chat_id = lane.chat_id and outbox.state = 'queued')
