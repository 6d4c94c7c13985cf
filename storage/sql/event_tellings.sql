-- name: begin
insert into event_telling (event_id, notice, body, ordered_at, not_before)
values (:event_id, :notice, :body, :ordered_at, :not_before)
on conflict (event_id, notice) do nothing

-- name: lock
update event set counted = counted + 1 where id = :event_id

-- name: get
select * from event_telling where event_id = :event_id and notice = :notice

-- name: of
select * from event_telling where event_id = :event_id order by not_before, notice

-- name: due
select event_id, notice from event_telling where not_before <= :now order by not_before, event_id, notice

-- name: go_on
update event_telling set last = :last where event_id = :event_id and notice = :notice

-- name: postpone
update event_telling set not_before = :not_before where event_id = :event_id and notice = :notice

-- name: end
delete from event_telling where event_id = :event_id and notice = :notice
