-- The scope of every statement: provinces in which the reader holds a role now. A request that was joined with
-- another one is counted once. All of this is read in one go: for a whole country that is shorter than by provinces.

-- name: groups
select request.state, request.sector, request.place,
    case when request.deadline < :now then 1 else 0 end as late,
    case
        when request.decided_at is null then null
        when request.decided_at - request.submitted_at <= 604800000 then 7
        when request.decided_at - request.submitted_at <= 1296000000 then 15
        when request.decided_at - request.submitted_at <= 2592000000 then 30
        when request.decided_at - request.submitted_at <= 5184000000 then 60
        else 61
    end as days,
    count(*) as requests
from request
where (
    exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
    or request.province in (
        select staff_role.province from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    )
)
and (:province = '*' or request.province = :province)
and request.submitted_at >= :since and request.submitted_at < :until
and request.merged_into is null
group by 1, 2, 3, 4, 5

-- name: listed
select request.reference, request.kind, request.state, request.project, request.sector, request.province,
    request.place, request.amount, request.total_cost, request.decided_amount, request.submitted_at,
    request.decided_at
from request
where (
    exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
    or request.province in (
        select staff_role.province from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    )
)
and (:province = '*' or request.province = :province)
and request.submitted_at >= :since and request.submitted_at < :until
and request.merged_into is null
order by request.submitted_at desc, request.id desc
limit :most

-- name: decided
select request.call_id, request.cooperative_id, request.place, request.sector, request.total_cost,
    request.decided_amount, request.decided_at
from request
where (
    exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
    or request.province in (
        select staff_role.province from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    )
)
and (:province = '*' or request.province = :province)
and request.decided_at >= :since and request.decided_at < :until
and request.state = 'accepted' and request.kind = 'funding' and request.decided_amount is not null
and request.merged_into is null
order by request.id
