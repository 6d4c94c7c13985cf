-- The scope of every statement for the person: her own requests, and those of cooperatives that she acts for.

-- name: may_submit
select 1 as may
where (cast(:cooperative as bigint) is null or exists (
    select 1 from membership
    where membership.cooperative_id = :cooperative and membership.chat_id = :chat_id
    and membership.role in ('president', 'manager') and membership.until is null
))
and (:helping = 0 or exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
    and staff_role.revoked_at is null and staff_role.province in (:province, '*')
))

-- name: submit
insert into request (
    id, reference, chat_id, cooperative_id, kind, call_id, state, revision, project, sector, province, place, douar,
    amount, total_cost, description, phone, language, consent, helped_name, helped_consent,
    submitted_at, changed_at, deadline, decision_due
)
values (
    :id, :reference, :chat_id, :cooperative, :kind, :call_id, 'submitted', 1, :project, :sector, :province, :place,
    :douar, :amount, :total_cost, :description, :phone, :language, :consent, :helped_name, :helped_consent,
    :now, :now, :deadline, :decision_due
)
on conflict (reference) do nothing
returning id, reference

-- name: all
select request.* from request
where request.id in (
    select own.id from request as own
    where own.chat_id = :chat_id and own.cooperative_id is null and (
        own.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (own.province, '*')
        )
    )
    union all
    select theirs.id from membership
    join request as theirs on theirs.cooperative_id = membership.cooperative_id
    where membership.chat_id = :chat_id and membership.role in ('president', 'manager') and membership.until is null
)
order by request.id desc

-- name: by_reference
select request.* from request
where request.reference = :reference
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)

-- name: by_id
select request.* from request
where request.id = :request
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)

-- name: timeline
select request_event.at, null as chat_id, request_event.role, request_event.action, request_event.state,
    request_event.text, request_event.internal, request_event.data
from request_event
join request on request.id = request_event.request_id
where request.id = :request
and request_event.internal = 0
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)
order by request_event.id

-- name: files
select request_file.id as key, request_file.document, request_file.kind, request_file.file_id,
    request_file.unique_id, request_file.name, request_file.size, request_file.added_at, request_file.lost_at
from request_file
join request on request.id = request_file.request_id
where request.id = :request
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)
order by request_file.id

-- name: corrections
select correction.document, correction.why, correction.until, correction.asked_at, correction.done_at
from correction
join request on request.id = correction.request_id
where request.id = :request
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)
order by correction.id

-- name: move
update request
set state = :state, revision = revision + 1, taken_by = :taken_by, decided_amount = :decided_amount,
    reason = :reason, decided_at = :decided_at, deadline = :deadline, decision_due = :decision_due,
    remaining = :remaining, merged_into = null, changed_at = :now
where id = :request and revision = :revision
and (
    (request.cooperative_id is null and request.chat_id = :chat_id and (
        request.helped_name is null or exists (
            select 1 from staff_role
            where staff_role.chat_id = :chat_id and staff_role.role in ('agent', 'coordinator')
            and staff_role.revoked_at is null and staff_role.province in (request.province, '*')
        )
    ))
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)
returning *

-- name: wait
update request set deadline = null, decision_due = null
where id = :request
and (
    (request.cooperative_id is null and request.chat_id = :chat_id)
    or exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.role in ('president', 'manager') and membership.until is null
    )
)

-- name: open_requests
select count(*) as requests from request
where request.decided_at is null and request.helped_name is null
and (
    (cast(:cooperative as bigint) is null and request.chat_id = :chat_id and request.cooperative_id is null)
    or request.cooperative_id = :cooperative
)

-- name: open_questions
select count(*) as questions from request_event as asked
join request on request.id = asked.request_id
where asked.chat_id = :chat_id and asked.action = 'ask'
and request.id in (
    select own.id from request as own where own.chat_id = :chat_id
    union all
    select theirs.id from membership
    join request as theirs on theirs.cooperative_id = membership.cooperative_id
    where membership.chat_id = :chat_id and membership.role in ('president', 'manager') and membership.until is null
)
and not exists (
    select 1 from request_event as answered
    where answered.request_id = asked.request_id and answered.action = 'answer' and answered.id > asked.id
)

-- name: rate
insert into rating (request_id, score, text, voice, rated_at) values (:request, :score, :text, :voice, :now)
on conflict (request_id) do update
set score = excluded.score, text = excluded.text, voice = excluded.voice, rated_at = excluded.rated_at

-- name: erasable
select request.* from request
where (request.chat_id = :chat_id and request.cooperative_id is null and request.helped_name is null)
or (
    exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id = :chat_id
        and membership.until is null
    )
    and not exists (
        select 1 from membership
        where membership.cooperative_id = request.cooperative_id and membership.chat_id <> :chat_id
        and membership.until is null
    )
)

-- name: empty_request
update request
set chat_id = null, project = '', douar = '', description = '', phone = null, state = :state,
    revision = revision + 1, changed_at = :now, deadline = null, decision_due = null, remaining = null,
    question_due = null, decided_at = coalesce(decided_at, :now)
where id = :request

-- name: empty_events
update request_event set text = '', data = '{}', chat_id = case when chat_id = :chat_id then null else chat_id end
where request_id = :request

-- name: empty_corrections
update correction set why = '', done_at = coalesce(done_at, :now) where request_id = :request

-- name: drop_files
delete from request_file where request_id = :request

-- name: empty_rating
update rating set text = '', voice = null where request_id = :request

-- name: leave_requests
update request set chat_id = null where chat_id = :chat_id

-- name: leave_events
update request_event set chat_id = null where chat_id = :chat_id and role in ('member', 'expert')

-- name: leave_files
update request_file set added_by = null where added_by = :chat_id

-- name: leave_invitations
update invitation set used_by = null where used_by = :chat_id
