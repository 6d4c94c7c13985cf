-- name: give
insert into consent (chat_id, purpose, version, given_at) values (:chat_id, :purpose, :version, :now)
on conflict (chat_id, purpose, version) do nothing

-- name: given
select given_at from consent where chat_id = :chat_id and purpose = :purpose and version = :version

-- name: erase
delete from consent where chat_id = :chat_id
