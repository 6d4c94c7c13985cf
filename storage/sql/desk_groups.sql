-- A group counts as long as whoever linked it may do so: a coordinator or an administrator of the province.
-- It is found by the id that it has, and by the one that it had before it became a supergroup.

-- name: of_province
select desk_group.province, desk_group.chat_id, desk_group.forum, desk_group.language, desk_group.linked_by
from desk_group
where desk_group.province = :province
and exists (
    select 1 from staff_role
    where staff_role.chat_id = desk_group.linked_by and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (desk_group.province, '*')
)

-- name: of_chat
select desk_group.province, desk_group.chat_id, desk_group.forum, desk_group.language, desk_group.linked_by
from desk_group
where (desk_group.chat_id = :chat_id or desk_group.former = :chat_id)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = desk_group.linked_by and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (desk_group.province, '*')
)
order by desk_group.province

-- name: linked_by
select province, chat_id, forum, language, linked_by from desk_group where linked_by = :chat_id order by province

-- name: all
select province, chat_id, forum, language, linked_by from desk_group order by province

-- name: may_link
select 1 as may from staff_role
where chat_id = :chat_id and role in ('coordinator', 'admin') and revoked_at is null and province in (:province, '*')
limit 1

-- name: link
insert into desk_group (province, chat_id, forum, language, linked_by, linked_at)
values (:province, :chat_id, :forum, :language, :linked_by, :now)
on conflict (province) do update set chat_id = excluded.chat_id, forum = excluded.forum,
    language = excluded.language, linked_by = excluded.linked_by, linked_at = excluded.linked_at, former = null

-- name: unlink
delete from desk_group where chat_id = :chat_id

-- name: unlink_province
delete from desk_group where province = :province
and exists (
    select 1 from staff_role
    where staff_role.chat_id = :chat_id and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (:province, '*')
)

-- name: set_forum
update desk_group set forum = :forum where chat_id = :chat_id and forum <> :forum

-- name: move_group
update desk_group set chat_id = :to_chat, former = chat_id where chat_id = :chat_id

-- name: drop_topics
delete from desk_topic where chat_id = :chat_id

-- name: drop_unthreaded
delete from desk_topic where chat_id = :chat_id and thread is null

-- name: topic
select request_id, chat_id, thread, title, summary, closed from desk_topic
where request_id = :request_id and chat_id = :chat_id

-- name: put_topic
insert into desk_topic (request_id, chat_id, thread, title, summary, closed)
values (:request_id, :chat_id, :thread, :title, :summary, :closed)
on conflict (request_id, chat_id) do update set thread = excluded.thread, title = excluded.title,
    summary = excluded.summary, closed = excluded.closed

-- name: drop_topic
delete from desk_topic where request_id = :request_id and chat_id = :chat_id

-- name: set_closed
update desk_topic set closed = :closed where chat_id = :chat_id and thread = :thread

-- name: silent
select desk_topic.request_id, desk_topic.chat_id, desk_group.language, :key || cast(request.id as text) as key
from desk_topic
join request on request.id = desk_topic.request_id
join desk_group on desk_group.chat_id = desk_topic.chat_id and desk_group.province = request.province
where desk_topic.closed = 0 and desk_topic.thread is not null
and request.state in ('accepted', 'refused', 'withdrawn') and request.changed_at < :before
and not exists (select 1 from talk_message where talk_message.request_id = request.id and talk_message.at >= :before)
and not exists (select 1 from outbox where outbox.dedupe_key = :key || cast(request.id as text))
order by request.id limit :most

-- name: of_thread
select request_id, chat_id, thread, title, summary, closed from desk_topic
where chat_id = :chat_id and thread = :thread

-- name: of_summary
select request_id, chat_id, thread, title, summary, closed from desk_topic
where chat_id = :chat_id and summary = :message_id

-- name: any_request
select request.* from request where request.id = :request

-- name: request
select request.* from request
join desk_group on desk_group.province = request.province
where request.id = :request and (desk_group.chat_id = :chat_id or desk_group.former = :chat_id)
and exists (
    select 1 from staff_role
    where staff_role.chat_id = desk_group.linked_by and staff_role.revoked_at is null
    and staff_role.role in ('coordinator', 'admin') and staff_role.province in (desk_group.province, '*')
)

-- name: erase_links
delete from desk_group where linked_by = :chat_id

-- name: erase_makers
update ready_answer set made_by = null where made_by = :chat_id
