-- name: make
insert into invitation (token_hash, kind, role, province, cooperative_id, made_by, made_at, expires_at)
values (:token_hash, :kind, :role, :province, :cooperative_id, :by, :now, :expires_at)

-- name: use
-- A link ends with the right of whoever made it; one of the command line has no maker.
update invitation set used_by = :chat_id, used_at = :now
where token_hash = :token_hash and kind = :kind and used_at is null and expires_at > :now
and (
    made_by is null
    or exists (
        select 1 from staff_role
        where staff_role.chat_id = invitation.made_by and staff_role.role = 'admin' and staff_role.revoked_at is null
        and staff_role.province in (invitation.province, '*') and invitation.kind = 'staff'
    )
    or exists (
        select 1 from membership
        where membership.cooperative_id = invitation.cooperative_id and membership.chat_id = invitation.made_by
        and membership.role = 'president' and membership.until is null
    )
)
returning kind, role, province, cooperative_id, made_by

-- name: already_in
select membership.cooperative_id from invitation
join membership on membership.cooperative_id = invitation.cooperative_id
where invitation.token_hash = :token_hash and membership.chat_id = :chat_id and membership.until is null

-- name: forget
delete from invitation where expires_at < :before
