-- name: supersede
update call_version set dropped_at = :now where call_id = :call_id and version is null and dropped_at is null

-- name: draft
insert into call_version (id, call_id, toml, rules, made_by, made_at)
values (:id, :call_id, :toml, :rules, :by, :now)

-- name: waiting
select id, call_id, toml, made_by from call_version where id = :id and version is null and dropped_at is null

-- name: approve
update call_version set approved_by = :by, approved_at = :now,
    version = 1 + (select count(*) from call_version as older
                   where older.call_id = call_version.call_id and older.version is not null)
where id = :id and version is null and dropped_at is null and made_by <> :by
returning version

-- name: drop
update call_version set dropped_at = :now where id = :id and version is null and dropped_at is null
returning id

-- name: standing
select call_id, version, toml from call_version
where version is not null
and version = (select max(newer.version) from call_version as newer where newer.call_id = call_version.call_id)
order by call_id
