-- name: begin
insert into absence (id, chat_id, stand_in, since, until) values (:id, :chat_id, :stand_in, :now, :until)

-- name: now
select absence.chat_id, absence.stand_in, absence.since, absence.until from absence
where absence.chat_id = :chat_id and absence.since <= :now and absence.until > :now
order by absence.id desc limit 1

-- name: end
update absence set until = :now where chat_id = :chat_id and until > :now

-- name: stands_in_for
select distinct absence.chat_id, absence.until from absence
where absence.stand_in = :chat_id and absence.since <= :now and absence.until > :now
order by absence.chat_id

-- name: colleagues
select theirs.chat_id, theirs.role, theirs.province from staff_role as theirs
where theirs.revoked_at is null and theirs.chat_id <> :chat_id and theirs.role in ('agent', 'local', 'coordinator')
and exists (
    select 1 from staff_role as mine
    where mine.chat_id = :chat_id and mine.revoked_at is null and mine.role in ('agent', 'local', 'coordinator')
    and (mine.province = theirs.province or mine.province = '*' or theirs.province = '*')
)
and not exists (
    select 1 from absence
    where absence.chat_id = theirs.chat_id and absence.since <= :now and absence.until > :now
)
order by theirs.id

-- name: erase
delete from absence where chat_id = :chat_id or stand_in = :chat_id

-- name: forget
delete from absence where until < :before
