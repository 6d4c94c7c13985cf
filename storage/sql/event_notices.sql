-- name: told
insert into event_notice (event_id, notice, chat_id, told_at) values (:event_id, :notice, :chat_id, :told_at)
on conflict (event_id, notice, chat_id) do nothing

-- name: to_remind
select person.chat_id, person.language from event_answer as answer
join person on person.chat_id = answer.chat_id
where answer.event_id = :event_id and answer.chat_id > :after and person.blocked_at is null
and (answer.reply = 'maybe' or (answer.reply = 'coming' and answer.standing in ('seated', 'none')))
and ((answer.reminders = 1 and :general = 1) or answer.own_reminder = :minutes)
and answer.answered_at <= :planned_at
and not exists (select 1 from event_notice as notice
                where notice.event_id = answer.event_id and notice.notice = :notice
                and notice.chat_id = answer.chat_id)
order by answer.chat_id limit :most

-- name: to_tell
select person.chat_id, person.language from person
where person.chat_id > :after and person.blocked_at is null
and person.chat_id in (
    select chat_id from event_answer where event_id = :event_id and chat_id > :after
    union select chat_id from event_notice
    where event_id = :event_id and notice = 'announced' and chat_id > :after and told_at <= :invited
)
and (:declined = 1 or not exists (
    select 1 from event_answer as answer
    where answer.event_id = :event_id and answer.chat_id = person.chat_id and answer.reply = 'not_coming'
))
and not exists (select 1 from event_notice as notice
                where notice.event_id = :event_id and notice.notice = :notice and notice.chat_id = person.chat_id)
order by person.chat_id limit :most

-- name: to_thank
select person.chat_id, person.language from event_visit as visit
join person on person.chat_id = visit.visitor
where visit.event_id = :event_id and visit.visitor > :after and person.blocked_at is null
and not exists (select 1 from event_notice as notice
                where notice.event_id = visit.event_id and notice.notice = :notice
                and notice.chat_id = visit.visitor)
order by visit.visitor limit :most

-- name: knowing
select chat_id from event_notice
where event_id = :event_id and notice = :notice and chat_id > :after and chat_id <= :to

-- name: count_told
select count(*) as people from event_notice where event_id = :event_id and notice = :notice

-- name: count_wrong
select count(*) as times from event_notice
where event_id = :event_id and chat_id = :chat_id and notice like 'wrong:%'

-- name: settle
insert into event_round (event_id, notice, planned_at, outcome, people, settled_at)
values (:event_id, :notice, :planned_at, :outcome, :people, :now)
on conflict (event_id, notice) do update
set outcome = excluded.outcome, people = excluded.people, settled_at = excluded.settled_at
where event_round.outcome = 'missed'

-- name: settled
select notice, outcome, people, planned_at from event_round where event_id = :event_id order by settled_at, notice

-- name: delivered
select state, count(*) as people from outbox
where dedupe_key >= :first and dedupe_key < :beyond and dedupe_key like :stands_for_it group by state

-- name: forget
delete from event_notice where event_id in (select id from event where day < :before)

-- name: erase
delete from event_notice where chat_id = :chat_id
