-- name: check_in
insert into event_visit (event_id, visitor, name, people, way, checked_by, checked_at)
values (:event_id, :visitor, :name, :people, :way, :checked_by, :checked_at)
on conflict (event_id, visitor) do nothing

-- name: name
update event_visit set name = :name where event_id = :event_id and visitor = :visitor

-- name: get
select * from event_visit where event_id = :event_id and visitor = :visitor

-- name: all
select * from event_visit where event_id = :event_id order by checked_at, visitor

-- name: visitors
select visitor from event_visit where event_id = :event_id and visitor > :after and visitor <= :to

-- name: count
select count(*) as visitors, coalesce(sum(people), 0) as people from event_visit where event_id = :event_id

-- name: take_back
delete from event_visit where event_id = :event_id and visitor = :visitor

-- name: came_to
select event_id from event_visit where visitor = :visitor order by event_id

-- name: forget_names
update event_visit set name = null
where name is not null and event_id in (select id from event where day < :before)

-- name: erase
update event_visit set visitor = :replaced, name = null where visitor = :visitor
