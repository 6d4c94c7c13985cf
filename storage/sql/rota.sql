-- name: most
select rota.most from rota where rota.province in (:province, '*') 
order by case when rota.province = '*' then 1 else 0 end limit 1

-- name: set
insert into rota (province, most) values (:province, :most)
on conflict (province) do update set most = excluded.most

-- name: stop
delete from rota where province = :province

-- name: may_set
select 1 as may from staff_role
where chat_id = :chat_id and role = 'coordinator' and revoked_at is null and province in (:province, '*') limit 1

-- name: loads
select staff_role.chat_id,
    (
        select count(*) from request
        where request.taken_by = staff_role.chat_id and request.decided_at is null
        and request.state in ('submitted', 'in_review')
    ) as in_hand,
    coalesce((
        select max(rota_turn.at) from rota_turn
        where rota_turn.chat_id = staff_role.chat_id and rota_turn.province = :province
    ), 0) as last
from staff_role
where staff_role.revoked_at is null and staff_role.role in ('agent', 'coordinator')
and staff_role.province in (:province, '*')
group by staff_role.chat_id

-- name: give
update request set taken_by = :to, revision = revision + 1, changed_at = :now
where id = :request and revision = :revision and state = 'submitted'
returning *

-- name: turn
insert into rota_turn (province, chat_id, at) values (:province, :chat_id, :now)
on conflict (province, chat_id) do update set at = excluded.at

-- name: waiting
select request.* from request
where exists (select 1 from rota where rota.province in (request.province, '*'))
and request.state = 'submitted' and request.decided_at is null and request.id > :after
and not exists (
    select 1 from staff_role
    where staff_role.chat_id = request.taken_by and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
order by request.id
limit :most

-- name: erase
delete from rota_turn where chat_id = :chat_id
