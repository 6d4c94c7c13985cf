-- Who holds a role in a province reads what was entered for it; its coordinators enter and remove.

-- name: enter
insert into funding (
    id, province, name, projects, cooperatives, urban, rural, women, phase, axis, sector, year, total_cost, share,
    entered_by, entered_at
)
select cast(:id as bigint), cast(:province as text), cast(:name as text), cast(:projects as integer),
    cast(:cooperatives as integer), cast(:urban as integer), cast(:rural as integer), cast(:women as integer),
    cast(:phase as integer), cast(:axis as text), cast(:sector as text), cast(:year as integer),
    cast(:total_cost as bigint), cast(:share as bigint), cast(:chat_id as bigint), cast(:now as bigint)
where exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.role = 'coordinator'
    and staff_role.province in (:province, '*')
)
returning id

-- name: all
select id, province, name, projects, cooperatives, urban, rural, women, phase, axis, sector, year, total_cost, share
from funding
where removed_at is null
and (:province = '*' or province = :province)
and (cast(:year as integer) is null or year = :year)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (funding.province, '*')
)
order by id

-- name: remove
update funding set removed_by = :chat_id, removed_at = :now
where id = :id and removed_at is null
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.role = 'coordinator'
    and staff_role.province in (funding.province, '*')
)
returning id, province, name, projects, cooperatives, urban, rural, women, phase, axis, sector, year, total_cost, share

-- name: leave_entered
update funding set entered_by = null where entered_by = :chat_id

-- name: leave_removed
update funding set removed_by = null where removed_by = :chat_id
