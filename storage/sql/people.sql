-- name: get
select person.chat_id, person.language, person.blocked_at, exists (
    select 1 from staff_role where staff_role.chat_id = person.chat_id and revoked_at is null
) as staff, coalesce(talk.until, 0) as talks_until
from person
left join talk on talk.chat_id = person.chat_id
where person.chat_id = :chat_id

-- name: put
insert into person (chat_id, language, blocked_at) values (:chat_id, :language, :blocked_at)
on conflict (chat_id) do update set language = excluded.language, blocked_at = excluded.blocked_at

-- name: block
update person set blocked_at = :now where chat_id = :chat_id and blocked_at is null

-- name: erase
delete from person where chat_id = :chat_id
