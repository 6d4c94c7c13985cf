-- name: note
insert into request_denied (id, at, chat_id, reference)
select :id, :now, :chat_id, request.reference from request where request.reference = :reference

-- name: forget
delete from request_denied where at < :before

-- name: erase
delete from request_denied where chat_id = :chat_id
