-- name: store
insert into inbox (update_id, lane, body, received_at) values (:update_id, :lane, :body, :received_at)
on conflict (update_id) do nothing

-- name: head
select update_id, body, attempts, not_before from inbox
where lane = :lane and state = 'waiting' order by update_id limit 2

-- name: done
update inbox set state = 'done', body = null, error = null where update_id = :update_id

-- name: retry
update inbox set attempts = attempts + 1, not_before = :not_before, error = :error where update_id = :update_id

-- name: set_aside
update inbox set state = 'aside', attempts = attempts + 1, error = :error, body = null
where update_id = :update_id and state = 'waiting'

-- name: waiting_lanes
select distinct lane from inbox where state = 'waiting'

-- name: left_waiting
select lane, min(received_at) as since from inbox where state = 'waiting' and received_at <= :before group by lane

-- name: count_waiting
select count(*) as waiting, min(received_at) as oldest from inbox where state = 'waiting'

-- name: erase
update inbox set lane = 0 where lane = :lane and state <> 'waiting'

-- name: forget
delete from inbox where state <> 'waiting' and received_at < :before
