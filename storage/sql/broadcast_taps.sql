-- name: add
insert into broadcast_tap (broadcast_id, button, chat_id, tapped_at) values (:broadcast_id, :button, :chat_id, :now)
on conflict (broadcast_id, button, chat_id) do nothing

-- name: clear
delete from broadcast_tap
where broadcast_id = :broadcast_id and chat_id = :chat_id and substr(button, 1, length(:beginning)) = :beginning

-- name: of
select button from broadcast_tap where broadcast_id = :broadcast_id and chat_id = :chat_id order by button

-- name: counts
select button, count(*) as people from broadcast_tap where broadcast_id = :broadcast_id group by button order by button

-- name: old
select tap.broadcast_id, tap.button, tap.chat_id from broadcast_tap as tap
join broadcast on broadcast.id = tap.broadcast_id and broadcast.finished_at < :before
where tap.chat_id > 0 limit :most

-- name: forget
update broadcast_tap set chat_id = :nobody
where broadcast_id = :broadcast_id and button = :button and chat_id = :chat_id

-- name: erase
update broadcast_tap set chat_id = :nobody where chat_id = :chat_id
