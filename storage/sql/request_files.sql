-- name: lose
update request_file set lost_at = :now
where file_id = :file_id and lost_at is null
returning id as key, request_id, document,
    (select request.state from request where request.id = request_file.request_id) as state,
    (select request.reference from request where request.id = request_file.request_id) as reference,
    (select request.province from request where request.id = request_file.request_id) as province,
    (
        select coalesce(membership.chat_id, case when request.cooperative_id is null then request.chat_id end)
        from request
        left join membership on membership.cooperative_id = request.cooperative_id
            and membership.role = 'president' and membership.until is null
        where request.id = request_file.request_id
    ) as chat_id
