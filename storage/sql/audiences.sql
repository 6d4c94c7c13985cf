-- Pieces of which storage/audiences.py makes one statement. `people` is the frame; each other piece narrows it, with
-- its `:values` in as many parameters as there are.

-- name: known
select count(*) as people from (select chat_id from person limit :most) as known

-- name: people
select person.chat_id, coalesce(person.language, 'ar') as language, case
    when person.blocked_at is not null then 'blocked'
    when exists (
        select 1 from broadcast_optout as optout where optout.chat_id = person.chat_id and optout.topic = :topic
    ) then 'opted_out'
    when cast(:contacted_since as bigint) > 0 and exists (
        select 1 from broadcast_recipient as recipient
        join broadcast on broadcast.id = recipient.broadcast_id and broadcast.work = 'send'
        where recipient.chat_id = person.chat_id and recipient.settled_at >= :contacted_since
        and recipient.state in ('sent', 'unknown')
        union all
        select 1 from broadcast
        join broadcast_recipient as recipient on recipient.broadcast_id = broadcast.id
            and recipient.chat_id = person.chat_id and recipient.state in ('queued', 'handed')
        where broadcast.finished_at is null and broadcast.life in ('freezing', 'running', 'paused')
        and broadcast.work = 'send'
    ) then 'contacted'
    when :open_request = 1 and exists (
        select 1 from request
        where request.chat_id = person.chat_id and request.state not in ('accepted', 'refused', 'withdrawn')
    ) then 'open_request'
end as reason
from person
where exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (:province, '*')
)

-- name: place
select chat_id from subscription where kind = 'place' and code in (:values)
union all
select chat_id from check_trait where kind = 'place' and code in (:values)
union all
select chat_id from request where chat_id is not null and place in (:values)
union all
select chat_id from request where chat_id is not null and province in (:values)
union all
select membership.chat_id from membership join cooperative on cooperative.id = membership.cooperative_id
where membership.until is null and cooperative.place in (:values)
union all
select event_answer.chat_id from event_answer join event on event.id = event_answer.event_id
where event_answer.reply in ('coming', 'maybe') and event.province in (:values)
union all
select chat_id from staff_role where revoked_at is null and province in (:values)

-- name: sector
select chat_id from subscription where kind = 'sector' and code in (:values)
union all
select chat_id from check_trait where kind = 'sector' and code in (:values)
union all
select chat_id from request where chat_id is not null and sector in (:values)

-- name: legal_form
select chat_id from subscription where kind = 'legal_form' and code in (:values)
union all
select chat_id from check_trait where kind = 'legal_form' and code in (:values)
union all
select chat_id from membership where until is null and 'cooperative' in (:values)

-- name: language
select chat_id from person where coalesce(language, 'ar') in (:values)

-- name: role
select chat_id from staff_role where revoked_at is null and role in (:values)
union all
select chat_id from membership where until is null and role in (:values)

-- name: call
select chat_id from request where chat_id is not null and call_id in (:values)

-- name: reply
select chat_id from event_answer where event_id = :event_id and reply in (:values)
union all
select visitor from event_visit where event_id = :event_id and 'came' in (:values)

-- name: result
select chat_id from check_trait where code = :call_id and kind in (:values)

-- name: active
select chat_id from request where chat_id is not null and changed_at >= :active_since
union all
select chat_id from event_answer where answered_at >= :active_since
union all
select visitor from event_visit where checked_at >= :active_since
union all
select chat_id from saved_check where saved_at >= :active_since
union all
select chat_id from subscription where since >= :active_since
union all
select chat_id from broadcast_tap where tapped_at >= :active_since
