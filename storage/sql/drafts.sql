-- name: of
select conversation, state, active from draft where chat_id = :chat_id order by active desc, expires_at desc

-- name: put
insert into draft (chat_id, conversation, state, active, expires_at)
values (:chat_id, :conversation, :state, :active, :expires_at)
on conflict (chat_id, conversation) do update
set state = excluded.state, active = excluded.active, expires_at = excluded.expires_at

-- name: suspend
update draft set active = 0 where chat_id = :chat_id and active = 1

-- name: drop
delete from draft where chat_id = :chat_id and conversation = :conversation

-- name: erase
delete from draft where chat_id = :chat_id

-- name: forget
delete from draft where expires_at < :now
