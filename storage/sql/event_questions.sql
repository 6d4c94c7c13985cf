-- name: ask
insert into event_question (id, event_id, chat_id, words, asked_at)
values (:id, :event_id, :chat_id, :words, :asked_at)

-- name: all
select * from event_question where event_id = :event_id order by id

-- name: published
select * from event_question where event_id = :event_id and published = 1 order by id

-- name: answer
update event_question set answer = :answer, answered_at = :now, published = :published
where id = :id and event_id = :event_id

-- name: forget
delete from event_question where event_id in (select id from event where day < :before)

-- name: erase
delete from event_question where chat_id = :chat_id
