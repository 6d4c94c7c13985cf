-- An expert sees the one request to which she was invited: while it is open, while her time lasts, while whoever
-- invited her still works there; and never one of her own or of her cooperative.

-- name: by_reference
select request.* from request
where request.reference = :reference and request.decided_at is null
and (request.chat_id is null or request.chat_id <> :chat_id)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
    and membership.until is null
)
and exists (
    select 1 from expert
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where expert.request_id = request.id and expert.chat_id = :chat_id and expert.until > :now
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)

-- name: by_id
select request.* from request
where request.id = :request and request.decided_at is null
and (request.chat_id is null or request.chat_id <> :chat_id)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
    and membership.until is null
)
and exists (
    select 1 from expert
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where expert.request_id = request.id and expert.chat_id = :chat_id and expert.until > :now
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)

-- name: timeline
select request_event.at, null as chat_id, request_event.role, request_event.action, request_event.state,
    request_event.text, request_event.internal, request_event.data
from request_event
join request on request.id = request_event.request_id
where request.id = :request and request.decided_at is null and request_event.internal = 0
and exists (
    select 1 from expert
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where expert.request_id = request.id and expert.chat_id = :chat_id and expert.until > :now
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)
order by request_event.id

-- name: files
select request_file.id as key, request_file.document, request_file.kind, request_file.file_id,
    request_file.unique_id, request_file.name, request_file.size, request_file.added_at, request_file.lost_at
from request_file
join request on request.id = request_file.request_id
where request.id = :request and request.decided_at is null
and exists (
    select 1 from expert
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where expert.request_id = request.id and expert.chat_id = :chat_id and expert.until > :now
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)
order by request_file.id

-- name: corrections
select correction.document, correction.why, correction.until, correction.asked_at, correction.done_at
from correction
join request on request.id = correction.request_id
where request.id = :request and request.decided_at is null
and exists (
    select 1 from expert
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where expert.request_id = request.id and expert.chat_id = :chat_id and expert.until > :now
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)
order by correction.id

-- name: reads_until
select expert.until from expert
where expert.request_id = :request and expert.chat_id = :chat_id and expert.until > :now
order by expert.until desc
limit 1

-- name: invite
insert into expert (id, request_id, token_hash, invited_by, invited_at, expires_at)
values (:id, :request, :token_hash, :by, :now, :expires_at)

-- name: use
update expert set chat_id = :chat_id, accepted_at = :now, until = :until
where token_hash = :token_hash and chat_id is null and accepted_at is null and expires_at > :now
and exists (
    select 1 from request
    join staff_role on staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null
    where request.id = expert.request_id and request.decided_at is null
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
    and (request.chat_id is null or request.chat_id <> :chat_id)
    and not exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.until is null
    )
)
returning id, request_id, invited_by

-- name: reference_of
select request.reference from request where request.id = :request

-- name: of_request
select expert.id, expert.chat_id, expert.invited_by, expert.expires_at, expert.until from expert
join request on request.id = expert.request_id
where request.id = :request
and ((expert.accepted_at is null and expert.expires_at > :now) or expert.until > :now)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role in ('agent', 'coordinator') and staff_role.province in (request.province, '*')
)
order by expert.id

-- name: end
update expert set until = :now, expires_at = :now
where id = :id and request_id = :request
and ((accepted_at is null and expires_at > :now) or until > :now)
and exists (
    select 1 from request
    join staff_role on staff_role.province in (request.province, '*') and staff_role.revoked_at is null
    where request.id = expert.request_id and staff_role.chat_id = :chat_id
    and staff_role.role in ('agent', 'coordinator')
)
returning id, chat_id

-- name: knows
select 1 as known from expert where chat_id = :chat_id limit 1

-- name: erase
update expert set chat_id = null, until = 0 where chat_id = :chat_id

-- name: forget
delete from expert where expires_at < :before and coalesce(until, 0) < :before
