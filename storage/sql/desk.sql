-- The scope of every statement for staff: requests of a province in which they hold a role now. In no list is a
-- request of their own or of their cooperative.

-- name: page
with recursive mine (chat_id) as (
    select cast(:chat_id as bigint)
    union
    select absence.chat_id from absence
    join mine on mine.chat_id = absence.stand_in
    where absence.since <= :now and absence.until > :now
)
select request.* from request
where request.province in (
    select staff_role.province from staff_role where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    union all
    select known.province from request as known
    where exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
)
and (request.chat_id is null or request.chat_id <> :chat_id or request.helped_name is not null)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
    and membership.until is null
)
and case
    when request.state in ('accepted', 'refused', 'withdrawn') then 'decided'
    when request.state = 'correction_asked' then 'waiting'
    when request.deadline < :now then 'late'
    when request.state in ('with_local', 'with_provincial') then 'committee'
    when request.state = 'submitted' and request.taken_by is null then 'new'
    when request.taken_by in (select mine.chat_id from mine) then 'mine'
    else 'colleagues'
end = :list
order by case when request.decided_at is null then request.submitted_at else -request.decided_at end, request.id
limit :most offset :skip

-- name: counts
with recursive mine (chat_id) as (
    select cast(:chat_id as bigint)
    union
    select absence.chat_id from absence
    join mine on mine.chat_id = absence.stand_in
    where absence.since <= :now and absence.until > :now
)
select case
    when request.state in ('accepted', 'refused', 'withdrawn') then 'decided'
    when request.state = 'correction_asked' then 'waiting'
    when request.deadline < :now then 'late'
    when request.state in ('with_local', 'with_provincial') then 'committee'
    when request.state = 'submitted' and request.taken_by is null then 'new'
    when request.taken_by in (select mine.chat_id from mine) then 'mine'
    else 'colleagues'
end as list, count(*) as requests
from request
where request.province in (
    select staff_role.province from staff_role where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    union all
    select known.province from request as known
    where exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
)
and (request.chat_id is null or request.chat_id <> :chat_id or request.helped_name is not null)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
    and membership.until is null
)
group by 1

-- name: standing
select staff_role.role, staff_role.province, null as cooperative_id from staff_role
where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
union all
select null, null, membership.cooperative_id from membership
where membership.chat_id = :chat_id and membership.until is null

-- name: by_reference
select request.* from request
where request.reference = :reference
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: by_id
select request.* from request
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: timeline
select request_event.at, request_event.chat_id, request_event.role, request_event.action, request_event.state,
    request_event.text, request_event.internal, request_event.data
from request_event
join request on request.id = request_event.request_id
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
order by request_event.id

-- name: files
select request_file.id as key, request_file.document, request_file.kind, request_file.file_id,
    request_file.unique_id, request_file.name, request_file.size, request_file.added_at, request_file.lost_at
from request_file
join request on request.id = request_file.request_id
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
order by request_file.id

-- name: cooperative
select cooperative.name from cooperative
join request on request.cooperative_id = cooperative.id
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: corrections
select correction.document, correction.why, correction.until, correction.asked_at, correction.done_at
from correction
join request on request.id = correction.request_id
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
order by correction.id

-- name: move
update request
set state = :state, revision = revision + 1, taken_by = :taken_by, decided_amount = :decided_amount,
    reason = :reason, decided_at = :decided_at, deadline = :deadline, decision_due = :decision_due,
    remaining = :remaining, merged_into = null, changed_at = :now
where id = :request and revision = :revision
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role = :role
    and staff_role.province in (request.province, '*')
)
returning *

-- name: readers
select person.chat_id, person.language from person
join request on request.chat_id = person.chat_id and request.cooperative_id is null
where request.id = :request
and (request.helped_name is null or exists (
    select 1 from staff_role
    where staff_role.chat_id = request.chat_id and staff_role.role in ('agent', 'coordinator')
    and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
))
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
union
select membership.chat_id, person.language from request
join membership on membership.cooperative_id = request.cooperative_id
    and membership.role in ('president', 'manager') and membership.until is null
left join person on person.chat_id = membership.chat_id
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: twins
select twin.* from request
join request as twin on twin.id <> request.id and twin.decided_at is null
    and (
        twin.cooperative_id = request.cooperative_id
        or (
            request.cooperative_id is null and twin.cooperative_id is null and twin.chat_id = request.chat_id
            and coalesce(twin.helped_name, '') = coalesce(request.helped_name, '')
        )
    )
where request.id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (twin.province, '*')
)
order by twin.id

-- name: hold
update request set changed_at = :now
where id = :request and decided_at is null
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)
returning id

-- name: join
update request set merged_into = :into, question_due = null
where id = :request
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: move_files
update request_file set request_id = :into
where request_id = :request
and not exists (
    select 1 from request_file as kept
    where kept.request_id = :into and kept.unique_id = request_file.unique_id
)
and exists (
    select 1 from request
    join staff_role on staff_role.province in (request.province, '*')
    where request.id = :into and staff_role.chat_id = :chat_id and staff_role.revoked_at is null
)

-- name: morning
with recursive mine (chat_id) as (
    select cast(:chat_id as bigint)
    union
    select absence.chat_id from absence
    join mine on mine.chat_id = absence.stand_in
    where absence.since <= :now and absence.until > :now
)
select case
        when request.state = 'correction_asked' then 'waiting'
        when request.deadline < :now then 'late'
        when request.state in ('with_local', 'with_provincial') then 'committee'
        when request.state = 'submitted' and request.taken_by is null then 'new'
        when request.taken_by in (select mine.chat_id from mine) then 'mine'
        else 'colleagues'
    end as list,
    count(*) as requests,
    sum(case when request.taken_by in (select mine.chat_id from mine) then 1 else 0 end) as mine,
    sum(case when request.deadline >= :now and request.deadline <= :evening then 1 else 0 end) as today,
    sum(case when request.question_due is not null then 1 else 0 end) as questions,
    sum(case when request.state = 'correction_asked' and exists (
        select 1 from correction
        where correction.request_id = request.id and correction.done_at is null and correction.until < :now
    ) then 1 else 0 end) as overdue
from request
where request.decided_at is null
and request.province in (
    select staff_role.province from staff_role where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    union all
    select known.province from request as known
    where known.decided_at is null and exists (
        select 1 from staff_role
        where staff_role.chat_id = :chat_id and staff_role.revoked_at is null and staff_role.province = '*'
    )
)
and (request.chat_id is null or request.chat_id <> :chat_id or request.helped_name is not null)
and not exists (
    select 1 from membership
    where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
    and membership.until is null
)
group by 1
