-- name: open
insert into talk (chat_id, request_id, until, name) values (:chat_id, :request_id, :until, :name)
on conflict (chat_id) do update set request_id = excluded.request_id, until = excluded.until,
    name = case when excluded.name = '' then talk.name else excluded.name end

-- name: close
delete from talk where chat_id = :chat_id

-- name: close_request
delete from talk where request_id = :request_id

-- name: open_with
select chat_id, request_id, until, name from talk where chat_id = :chat_id and until > :now

-- name: add
insert into talk_message (id, request_id, kind, author, chat_id, message_id, album, content, state, at)
values (:id, :request_id, :kind, :author, :chat_id, :message_id, :album, :content, :state, :at)
on conflict (chat_id, message_id) do nothing

-- name: written
select id, request_id, kind, author, chat_id, message_id, album, content, state, at from talk_message
where chat_id = :chat_id and message_id = :message_id

-- name: copied
select talk_message.id, talk_message.request_id, talk_message.kind, talk_message.author, talk_message.chat_id,
    talk_message.message_id, talk_message.album, talk_message.content, talk_message.state, talk_message.at
from talk_copy
join talk_message on talk_message.id = talk_copy.message
where talk_copy.chat_id = :chat_id and talk_copy.message_id = :message_id

-- name: message
select id, request_id, kind, author, chat_id, message_id, album, content, state, at from talk_message where id = :id

-- name: album
select id, request_id, kind, author, chat_id, message_id, album, content, state, at from talk_message
where chat_id = :chat_id and album = :album order by message_id

-- name: latest
select max(at) as at from talk_message where request_id = :request_id and kind <> 'note'

-- name: change
update talk_message set kind = :kind, content = :content, state = :state where id = :id

-- name: settle
update talk_message set state = :state where id = :id and (state = 'waiting' or :state in ('arrived', 'back'))

-- name: add_copy
insert into talk_copy (message, chat_id, message_id, part, around)
values (:message, :chat_id, :message_id, :part, :around)
on conflict (chat_id, message_id) do update set message = excluded.message, part = excluded.part,
    around = excluded.around

-- name: copies
select message, chat_id, message_id, part, around from talk_copy where message = :message order by chat_id, part

-- name: copies_of
select talk_copy.message, talk_copy.chat_id, talk_copy.message_id, talk_copy.part, talk_copy.around from talk_copy
join talk_message on talk_message.id = talk_copy.message
where talk_message.author = :author and talk_message.kind = 'ask'
order by talk_copy.chat_id, talk_copy.message_id

-- name: drop_copy
delete from talk_copy where chat_id = :chat_id and message_id = :message_id

-- name: listeners
select distinct talk_copy.chat_id, person.language from talk_copy
join talk_message on talk_message.id = talk_copy.message
join request on request.id = talk_message.request_id
left join person on person.chat_id = talk_copy.chat_id
where talk_message.request_id = :request_id and talk_message.kind = 'ask' and talk_copy.chat_id <> :besides
and exists (
    select 1 from staff_role
    where staff_role.chat_id = talk_copy.chat_id and staff_role.revoked_at is null
    and staff_role.province in (request.province, '*')
)

-- name: hears
select 1 as hears from request where id = :request_id and chat_id = :chat_id
union all
select 1 as hears from request
join membership on membership.cooperative_id = request.cooperative_id and membership.until is null
where request.id = :request_id and membership.chat_id = :chat_id and membership.role in ('president', 'manager')

-- name: hide_line
update request_event set internal = 1 where request_id = :request_id and talk = :talk

-- name: signature
select name from staff_signature where chat_id = :chat_id

-- name: sign
insert into staff_signature (chat_id, name) values (:chat_id, :name)
on conflict (chat_id) do update set name = excluded.name

-- name: unsign
delete from staff_signature where chat_id = :chat_id

-- name: forget_talks
delete from talk where until < :now

-- name: fade
update talk_message set content = null
where content is not null and at < :before and (state <> 'waiting' or at < :long_before)

-- name: forget_copies
delete from talk_copy where message in (select id from talk_message where at < :before)

-- name: forget_messages
delete from talk_message where at < :before

-- name: erase_copies
delete from talk_copy
where chat_id = :chat_id or message in (
    select id from talk_message where author = :chat_id or chat_id = :chat_id
)

-- name: erase_messages
delete from talk_message where author = :chat_id or chat_id = :chat_id
