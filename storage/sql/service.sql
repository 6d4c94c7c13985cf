-- What the ticks look for. It is read by the bot alone; what comes of it is said to people of the team of a request.

-- name: not_begun
select request.id, request.kind from request
where request.state = 'submitted' and request.decision_due is null and request.decided_at is null
and exists (
    select 1 from staff_role
    where staff_role.revoked_at is null and staff_role.role in ('agent', 'coordinator')
    and staff_role.province in (request.province, '*')
)
order by request.id
limit :most

-- name: begin
update request set deadline = :deadline, decision_due = :decision_due
where id = :request and state = 'submitted' and decision_due is null

-- name: steps_due
select request.* from request
where request.deadline <= :before and request.deadline > :after and request.decided_at is null
and not exists (
    select 1 from service_reminder
    where service_reminder.request_id = request.id and service_reminder.due = request.deadline
    and service_reminder.stage = :stage and service_reminder.clock <> 'question'
)
order by request.deadline, request.id
limit :most

-- name: questions_due
select request.* from request
where request.question_due <= :before and request.question_due > :after
and not exists (
    select 1 from service_reminder
    where service_reminder.request_id = request.id and service_reminder.due = request.question_due
    and service_reminder.stage = :stage and service_reminder.clock = 'question'
)
order by request.question_due, request.id
limit :most

-- name: remind
insert into service_reminder (request_id, clock, due, stage, at)
values (:request, :clock, :due, :stage, :now)
on conflict (request_id, clock, due, stage) do nothing
returning request_id

-- name: forget
delete from service_reminder where at < :before and due < :before

-- name: digest_of
select last_chat from digest where day = :day

-- name: digested
insert into digest (day, last_chat) values (:day, :last_chat)
on conflict (day) do update set last_chat = excluded.last_chat

-- name: forget_digests
delete from digest where day < :day

-- name: readers
select staff_role.chat_id, max(person.language) as language from staff_role
left join person on person.chat_id = staff_role.chat_id
where staff_role.revoked_at is null and staff_role.role in ('agent', 'local', 'coordinator')
and staff_role.chat_id > :after and person.blocked_at is null
and not exists (
    select 1 from absence
    where absence.chat_id = staff_role.chat_id and absence.since <= :now and absence.until > :now
)
group by staff_role.chat_id
order by staff_role.chat_id
limit :most
