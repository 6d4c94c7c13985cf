-- Staff see and move the broadcasts of the provinces in which they hold a role now; the clock sees all of them.
-- A draft is its maker's alone: whoever could change a colleague's could then approve her own words.

-- name: create
insert into broadcast (id, life, work, original, series, topic, province, made_by, made_at, urgent_reason, starts_at, body)
select :id, 'draft', :work, :original, :series, :topic, :province, :made_by, :now, :urgent_reason, :starts_at, :body
where exists (
    select 1 from staff_role as held
    where held.chat_id = :made_by and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (:province, '*')
)
returning id

-- name: get
select broadcast.* from broadcast
where broadcast.id = :id and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
)

-- name: page
select broadcast.* from broadcast
where broadcast.id < :before and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
)
order by broadcast.id desc limit :most

-- name: followed_by
select broadcast.* from broadcast
where broadcast.original = :id and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
)
order by broadcast.id

-- name: followers
select * from broadcast where original = :id order by id

-- name: approvers
select distinct held.chat_id, person.language from staff_role as held
join broadcast on held.province in (broadcast.province, '*')
left join person on person.chat_id = held.chat_id
where broadcast.id = :id and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
and held.chat_id <> broadcast.made_by
order by held.chat_id

-- name: save_body
update broadcast
set topic = :topic, urgent_reason = :urgent_reason, starts_at = :starts_at, body = :body,
    series = case when :repeats = 1 then coalesce(series, id) end
where id = :id and life = 'draft' and made_by = :viewer and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
)
returning id

-- name: move
update broadcast
set life = :after,
    finished_at = case :finished when 'yes' then :now when 'no' then null else finished_at end,
    approved_by = case :approval when 'given' then :viewer when 'void' then null else approved_by end,
    approved_at = case :approval when 'given' then :now when 'void' then null else approved_at end,
    again = coalesce(:again, again)
where id = :id and life = :before and (:approval <> 'given' or made_by <> :viewer)
and (:before <> 'draft' or made_by = :viewer) and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
)
returning id

-- name: of
select * from broadcast where id = :id

-- name: due
select * from broadcast
where finished_at is null
and (life in ('freezing', 'running', 'paused', 'stopped')
     or (life = 'scheduled' and (starts_at is null or starts_at <= :now)))
order by id + 0  -- so that the index of what is open is used, and not the order of all there ever were

-- name: claim
update broadcast set life = 'freezing', claim = :claim, claimed_at = :now, turn = turn + 1
where id = :id and (
    life = 'scheduled' or (life = 'freezing' and (claimed_at is null or claimed_at < :stale or claimed_at > :now))
)
returning id

-- name: hold_claim
update broadcast set claimed_at = :now, turn = turn + 1
where id = :id and life = 'freezing' and claim = :claim
returning id

-- name: leave_freezing
update broadcast
set life = :after, started_at = :started_at, finished_at = :finished_at, claim = null, claimed_at = null
where id = :id and life = 'freezing' and claim = :claim
returning id

-- name: lock
update broadcast set turn = turn + 1 where id = :id and life = :life and finished_at is null returning id

-- name: queued_again
update broadcast set again = null where id = :id

-- name: finish
update broadcast set life = :after, finished_at = :now where id = :id and life = :before returning id

-- name: repeat
insert into broadcast (id, life, work, series, topic, province, made_by, made_at, approved_by, approved_at,
                       urgent_reason, starts_at, body)
select :new, 'scheduled', 'send', series, topic, province, made_by, made_at, approved_by, approved_at,
       urgent_reason, :starts_at, body
from broadcast where id = :id
on conflict (series, starts_at) where series is not null do nothing

-- name: told_alone
select count(distinct recipient.chat_id) as people
from broadcast join broadcast_recipient as recipient on recipient.broadcast_id = broadcast.id
where broadcast.made_by = :made_by and broadcast.id <> :id and broadcast.work = 'send'
and broadcast.approved_by is null and (broadcast.started_at > :since or broadcast.life = 'freezing')
and recipient.state in ('queued', 'handed', 'sent', 'unknown')

-- name: sender
select held.chat_id from broadcast
join staff_role as held on held.chat_id in (broadcast.made_by, broadcast.approved_by)
    and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (broadcast.province, '*')
where broadcast.id = :id
order by held.chat_id limit 1

-- name: watch
insert into broadcast_watch (broadcast_id, chat_id, message_id) values (:id, :chat_id, :message_id)
on conflict (broadcast_id, chat_id) do update set message_id = coalesce(excluded.message_id, broadcast_watch.message_id)

-- name: watched
select * from broadcast
where id in (select broadcast_id from broadcast_watch) and life not in ('draft', 'scheduled') order by id

-- name: watchers
select watch.chat_id, person.language, coalesce(watch.message_id, sent.message_id) as message_id
from broadcast_watch as watch
join person on person.chat_id = watch.chat_id and person.blocked_at is null
left join outbox as sent on sent.dedupe_key = 'broadcast:' || watch.broadcast_id || ':watch:' || watch.chat_id
where watch.broadcast_id = :id
and exists (
    select 1 from broadcast join staff_role as held on held.province in (broadcast.province, '*')
    where broadcast.id = watch.broadcast_id and held.chat_id = watch.chat_id and held.revoked_at is null
    and held.role in ('agent', 'coordinator', 'admin')
)
order by watch.chat_id

-- name: look_away
delete from broadcast_watch where chat_id = :chat_id and message_id = :message_id

-- name: unwatch
delete from broadcast_watch where broadcast_id = :id

-- name: erase
delete from broadcast_watch where chat_id = :chat_id
