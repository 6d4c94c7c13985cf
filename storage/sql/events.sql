-- name: save
insert into event (id, life, day, hour, province, sequence, announced_at, created_by, secret, body)
values (:id, :life, :day, :hour, :province, :sequence, :announced_at, :created_by, :secret, :body)
on conflict (id) do update
set life = excluded.life, day = excluded.day, hour = excluded.hour, province = excluded.province,
    sequence = excluded.sequence, announced_at = excluded.announced_at, body = excluded.body
where event.sequence <= excluded.sequence

-- name: get
select body, created_by, secret from event where id = :id

-- name: ahead
select body, created_by, secret from event
where life in ('announced', 'moved') and (day is null or day >= :today)
order by day is null, day, hour is null, hour, id limit :most

-- name: between
select body, created_by, secret from event
where life in ('announced', 'moved') and day >= :first and day <= :last order by day, hour is null, hour, id

-- name: past
select body, created_by, secret from event where life in ('held', 'closed') order by day desc, id desc limit :most

-- name: held_since
select body, created_by, secret from event where life in ('held', 'closed') and day >= :first order by day, id

-- name: mine
select body, created_by, secret from event
where id in (select event_id from event_answer where chat_id = :chat_id and reply <> 'not_coming')
and life in ('announced', 'moved') and (day is null or day >= :today)
order by day is null, day, hour is null, hour, id

-- name: of_staff
select body, created_by, secret from event
where exists (
    select 1 from staff_role as held
    where held.chat_id = :chat_id and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and (held.province in (event.province, '*') or event.created_by = :chat_id)
)
order by id desc limit :most

-- name: at_desk
select body, created_by, secret from event
where id = :id and exists (
    select 1 from staff_role as held
    where held.chat_id = :chat_id and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and (held.province in (event.province, '*') or event.created_by = :chat_id)
)
