-- name: queues
select
    (select count(*) from inbox where state = 'waiting') as waiting,
    (select min(received_at) from inbox where state = 'waiting') as waiting_since,
    (select count(*) from inbox where state = 'aside') as aside,
    (select count(*) from outbox where state = 'queued' and not_before <= :now and paused_until <= :now) as due,
    (select min(id) from outbox where state = 'queued' and not_before <= :now and paused_until <= :now) as due_first

-- name: schema
select max(version) as version from schema_migration
