-- The register of actions. Rows are added, and never changed, except that a person who erases everything leaves them.
-- Whoever reads it is a coordinator or administrator where it happened; nobody reads it of a request of her own.

-- name: note
insert into audit (id, at, chat_id, deed, province, request_id, about, data)
values (:id, :now, :by, :deed, :province, :request, :about, :data)

-- name: deeds
select audit.id, audit.at, audit.chat_id as by_chat, null as role, audit.deed, request.reference, audit.about,
    audit.data, coalesce(audit.province, request.province) as province
from audit
left join request on request.id = audit.request_id
where audit.at >= :since and audit.at < :until
and (audit.chat_id = :staff or audit.about = :staff or :staff is null)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (coalesce(audit.province, request.province), '*')
)
and not exists (
    select 1 from request as own
    where own.id = audit.request_id and (
        (own.chat_id = :chat_id and own.helped_name is null) or exists (
            select 1 from membership
            where membership.cooperative_id = own.cooperative_id and membership.chat_id = :chat_id
            and membership.until is null
        )
    )
)
order by audit.at desc, audit.id desc
limit :most

-- name: steps
select request_event.id, request_event.at, request_event.chat_id as by_chat, request_event.role,
    request_event.action as deed, request.reference, null as about, '{}' as data, request.province
from request_event
join request on request.id = request_event.request_id
where request_event.at >= :since and request_event.at < :until and request_event.role <> 'member'
and (request_event.chat_id = :staff or :staff is null)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (request.province, '*')
)
and not exists (
    select 1 from request as own
    where own.id = request_event.request_id and (
        (own.chat_id = :chat_id and own.helped_name is null) or exists (
            select 1 from membership
            where membership.cooperative_id = own.cooperative_id and membership.chat_id = :chat_id
            and membership.until is null
        )
    )
)
order by request_event.at desc, request_event.id desc
limit :most

-- name: requests
with wanted as (
    select request.id, request.province, request.reference from request
    where (
        request.reference = :reference
        or (:person = 1 and request.chat_id = (
            select known.chat_id from request as known where known.reference = :reference and known.helped_name is null
        ))
    )
    and exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
        and staff_role.role in ('coordinator', 'admin') and staff_role.province in (request.province, '*')
    )
    and (request.chat_id is null or request.chat_id <> :chat_id or request.helped_name is not null)
    and not exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.until is null
    )
),
entry as (
    select audit.id, audit.at, audit.chat_id as by_chat, null as role, audit.deed as deed, wanted.province,
        wanted.reference, audit.about, audit.data
    from wanted
    join audit on audit.request_id = wanted.id
    union all
    select request_event.id, request_event.at, request_event.chat_id, request_event.role, request_event.action,
        wanted.province, wanted.reference, null, '{}'
    from wanted
    join request_event on request_event.request_id = wanted.id
)
select entry.id, entry.at, case when entry.role = 'member' then null else entry.by_chat end as by_chat, entry.role,
    entry.deed, entry.province, entry.reference, entry.about, entry.data
from entry
order by entry.at desc, entry.id desc
limit :most offset :skip

-- name: staff
select theirs.chat_id, min(theirs.role) as role, max(case when theirs.revoked_at is null then 1 else 0 end) as held
from staff_role as theirs
where exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (theirs.province, '*')
)
group by theirs.chat_id
order by held desc, theirs.chat_id
limit :most offset :skip

-- name: may_read
select 1 as may from staff_role
where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.role in ('coordinator', 'admin')
limit 1

-- name: leave
update audit set about = null where about = :chat_id
