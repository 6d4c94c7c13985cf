-- name: all
select ready_answer.id, ready_answer.title, ready_answer.ar, ready_answer.fr from ready_answer
where ready_answer.province = :province
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (ready_answer.province, '*')
)
order by ready_answer.id

-- name: add
insert into ready_answer (id, province, title, ar, fr, made_by, made_at)
select cast(:id as bigint), cast(:province as text), cast(:title as text), cast(:ar as text), cast(:fr as text),
    cast(:chat_id as bigint), cast(:now as bigint)
where exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.role = 'coordinator'
    and staff_role.province in (:province, '*')
)

-- name: remove
delete from ready_answer
where id = :id
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.role = 'coordinator'
    and staff_role.province in (ready_answer.province, '*')
)
