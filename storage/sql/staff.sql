-- name: roles_of
select id, chat_id, role, province, granted_by, granted_at from staff_role
where chat_id = :chat_id and revoked_at is null order by id

-- name: grant
insert into staff_role (id, chat_id, role, province, granted_by, granted_at)
values (:id, :chat_id, :role, :province, :by, :now)
on conflict (chat_id, role, province) where revoked_at is null do nothing

-- name: revoke
update staff_role set revoked_by = :admin, revoked_at = :now
where id = :id and revoked_at is null
and exists (
    select 1 from staff_role as held
    where held.chat_id = :admin and held.role = 'admin' and held.revoked_at is null
    and held.province in (staff_role.province, '*')
)
returning id, chat_id, role, province, granted_by, granted_at

-- name: held
select id, chat_id, role, province, granted_by, granted_at from staff_role
where revoked_at is null
and exists (
    select 1 from staff_role as held
    where held.chat_id = :admin and held.role = 'admin' and held.revoked_at is null
    and held.province in (staff_role.province, '*')
)
order by province, role, id

-- name: may_grant
select 1 as may from staff_role
where chat_id = :admin and role = 'admin' and revoked_at is null and province in (:province, '*') limit 1

-- name: receivers
select staff_role.chat_id, staff_role.role, person.language from staff_role
left join person on person.chat_id = staff_role.chat_id
where staff_role.revoked_at is null and staff_role.province in (:province, '*')
and staff_role.role in ('agent', 'coordinator')
order by staff_role.id

-- name: administrators
select distinct staff_role.chat_id, person.language from staff_role
left join person on person.chat_id = staff_role.chat_id
where staff_role.revoked_at is null and staff_role.role = 'admin'

-- name: erase
update staff_role set revoked_by = :chat_id, revoked_at = :now where chat_id = :chat_id and revoked_at is null

-- name: note_grant
insert into audit (id, at, chat_id, deed, province, request_id, about, data)
select cast(:id as bigint), cast(:now as bigint), cast(:by as bigint), 'grant', cast(:province as text),
    cast(null as bigint), cast(:chat_id as bigint), cast(:data as text)
where not exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.role = :role and staff_role.province = :province
    and staff_role.revoked_at is null
)

-- name: note_erase
insert into audit (id, at, chat_id, deed, province, request_id, about, data)
select cast(:id as bigint), cast(:now as bigint), cast(:chat_id as bigint), 'revoke', min(staff_role.province),
    cast(null as bigint), cast(null as bigint), cast('{}' as text)
from staff_role
where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
having count(*) > 0
