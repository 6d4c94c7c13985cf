-- name: add
insert into broadcast_optout (chat_id, topic, since) values (:chat_id, :topic, :since)
on conflict (chat_id, topic) do nothing

-- name: remove
delete from broadcast_optout where chat_id = :chat_id and topic = :topic

-- name: of
select topic from broadcast_optout where chat_id = :chat_id order by topic

-- name: erase
delete from broadcast_optout where chat_id = :chat_id
