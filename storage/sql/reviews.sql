-- name: told
select call_id, review_by from review_told

-- name: tell
insert into review_told (call_id, review_by, told_at) values (:call_id, :review_by, :now)
on conflict (call_id, review_by) do nothing
