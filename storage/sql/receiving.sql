-- Nobody works on a request of her own or of her cooperative: `team` leaves those out; and whoever has blocked the bot
-- hears nothing, and can do nothing.

-- name: receiving
select 1 as receives from staff_role
where staff_role.revoked_at is null and staff_role.role in ('agent', 'coordinator')
and staff_role.province in (:province, '*')
limit 1

-- name: team
select staff_role.chat_id, staff_role.role, person.language, (
    select max(absence.stand_in) from absence
    where absence.chat_id = staff_role.chat_id and absence.since <= :now and absence.until > :now
) as stand_in
from request
join staff_role on staff_role.province in (request.province, '*') and staff_role.revoked_at is null
left join person on person.chat_id = staff_role.chat_id
where request.id = :request and person.blocked_at is null
and (request.chat_id is null or request.chat_id <> staff_role.chat_id or request.helped_name is not null)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = staff_role.chat_id
    and membership.until is null
)
order by staff_role.id
