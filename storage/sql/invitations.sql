-- name: make
insert into invitation (token_hash, kind, role, province, cooperative_id, made_by, made_at, expires_at)
values (:token_hash, :kind, :role, :province, :cooperative_id, :by, :now, :expires_at)

-- name: use
update invitation set used_by = :chat_id, used_at = :now
where token_hash = :token_hash and used_at is null and expires_at > :now
returning kind, role, province, cooperative_id, made_by

-- name: forget
delete from invitation where expires_at < :before
