-- name: add_event
insert into request_event (id, request_id, at, chat_id, role, action, state, text, internal, data, talk)
values (:id, :request_id, :at, :chat_id, :role, :action, :state, :text, :internal, :data, :talk)

-- name: add_file
insert into request_file (id, request_id, document, kind, file_id, unique_id, name, size, added_at, added_by)
values (:id, :request_id, :document, :kind, :file_id, :unique_id, :name, :size, :now, :by)
on conflict (request_id, unique_id) do update
set document = excluded.document, file_id = excluded.file_id, lost_at = null

-- name: ask_correction
insert into correction (id, request_id, document, why, until, asked_at)
values (:id, :request_id, :document, :why, :until, :now)

-- name: answer_correction
update correction set done_at = :now where request_id = :request_id and document = :document and done_at is null

-- name: answer_corrections
update correction set done_at = :now where request_id = :request_id and done_at is null

-- name: asked
update request set question_due = coalesce(question_due, :due) where id = :request_id

-- name: answered
update request set question_due = null where id = :request_id
