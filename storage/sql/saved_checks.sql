-- name: save
insert into saved_check (id, chat_id, facts, rules, consent, saved_at, results, telling, seen, looked_at)
values (:id, :chat_id, :facts, :rules, :consent, :saved_at, :results, :telling, :seen, :saved_at)

-- name: newest
select facts, rules, consent, saved_at, results, telling, seen
from saved_check where chat_id = :chat_id order by saved_at desc limit 1

-- name: erase
delete from saved_check where chat_id = :chat_id

-- name: add_trait
insert into check_trait (chat_id, kind, code) values (:chat_id, :kind, :code)
on conflict (chat_id, kind, code) do nothing

-- name: erase_traits
delete from check_trait where chat_id = :chat_id

-- name: hush
update saved_check set telling = null, seen = '{}' where chat_id = :chat_id

-- name: due
select saved_check.chat_id, coalesce(person.language, 'ar') as language,
    facts, rules, consent, saved_at, results, telling, seen
from saved_check left join person on person.chat_id = saved_check.chat_id
where telling is not null and looked_at < :before and person.blocked_at is null
order by looked_at, saved_check.chat_id limit :most

-- name: looked
update saved_check set seen = :seen, looked_at = :now where chat_id = :chat_id and telling is not null
