-- name: add
insert into subscription (chat_id, kind, code, since) values (:chat_id, :kind, :code, :since)
on conflict (chat_id, kind, code) do nothing

-- name: remove
delete from subscription where chat_id = :chat_id and kind = :kind and code = :code

-- name: of
select kind, code from subscription where chat_id = :chat_id order by kind, code

-- name: readers
select subscription.chat_id, subscription.kind, subscription.code, person.language from subscription
join person on person.chat_id = subscription.chat_id
where person.blocked_at is null
and subscription.chat_id in (select distinct chat_id from subscription where chat_id > :after order by chat_id limit :most)
order by subscription.chat_id

-- name: erase
delete from subscription where chat_id = :chat_id
