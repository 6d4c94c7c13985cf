-- name: save
insert into saved_audience (id, name, province, made_by, made_at, body)
select :id, :name, :province, :made_by, :now, :body
where exists (
    select 1 from staff_role as held
    where held.chat_id = :made_by and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (:province, '*')
)
returning id

-- name: page
select id, name, province, body from saved_audience
where exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (saved_audience.province, '*')
)
order by name, id limit :most

-- name: get
select id, name, province, body from saved_audience
where id = :id and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (saved_audience.province, '*')
)

-- name: remove
delete from saved_audience
where id = :id and exists (
    select 1 from staff_role as held
    where held.chat_id = :viewer and held.revoked_at is null and held.role in ('agent', 'coordinator', 'admin')
    and held.province in (saved_audience.province, '*')
)
returning id
