-- name: put
insert into event_feedback (event_id, chat_id, useful, clear, again, voice, said_at)
values (:event_id, :chat_id, :useful, :clear, :again, :voice, :said_at)
on conflict (event_id, chat_id) do update
set useful = excluded.useful, clear = excluded.clear, again = excluded.again, voice = excluded.voice,
    said_at = excluded.said_at

-- name: get
select useful, clear, again, voice from event_feedback where event_id = :event_id and chat_id = :chat_id

-- name: sums
select count(*) as said, coalesce(sum(useful), 0) as useful, coalesce(sum(clear), 0) as clear,
       coalesce(sum(again), 0) as again
from event_feedback where event_id = :event_id

-- name: voices
select voice from event_feedback where event_id = :event_id and voice is not null order by said_at

-- name: forget
delete from event_feedback where event_id in (select id from event where day < :before)

-- name: erase
delete from event_feedback where chat_id = :chat_id
