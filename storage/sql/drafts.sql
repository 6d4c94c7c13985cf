-- name: of
select conversation, state, active from draft where chat_id = :chat_id order by active desc, expires_at desc

-- name: left
select draft.chat_id, draft.conversation, draft.state, draft.active, person.language from draft
left join person on person.chat_id = draft.chat_id
where draft.conversation = :conversation and draft.chat_id > :after and person.blocked_at is null
order by draft.chat_id limit :most

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
