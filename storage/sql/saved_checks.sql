-- name: save
insert into saved_check (id, chat_id, facts, rules, consent, saved_at)
values (:id, :chat_id, :facts, :rules, :consent, :saved_at)

-- name: newest
select id, facts, rules, consent, saved_at from saved_check where chat_id = :chat_id order by saved_at desc limit 1

-- name: erase
delete from saved_check where chat_id = :chat_id
