-- name: create
insert into cooperative (id, name, place, created_at) values (:id, :name, :place, :now)

-- name: of
select cooperative.id, cooperative.name, cooperative.place, membership.role from membership
join cooperative on cooperative.id = membership.cooperative_id
where membership.chat_id = :chat_id and membership.until is null order by cooperative.id

-- name: members
select member.cooperative_id, member.chat_id, member.role, member.since from membership as asker
join membership as member on member.cooperative_id = asker.cooperative_id and member.until is null
where asker.cooperative_id = :cooperative_id and asker.chat_id = :chat_id and asker.until is null
order by case member.role when 'president' then 1 when 'manager' then 2 else 3 end, member.id

-- name: join
insert into membership (id, cooperative_id, chat_id, role, since)
values (:id, :cooperative_id, :chat_id, :role, :now)
on conflict (cooperative_id, chat_id) where until is null do nothing

-- name: may_hand_over
select 1 as may from membership as president
join membership as successor on successor.cooperative_id = president.cooperative_id
where president.cooperative_id = :cooperative_id and president.chat_id = :president
and president.role = 'president' and president.until is null
and successor.chat_id = :successor and successor.role <> 'president' and successor.until is null

-- name: end
update membership set until = :now
where cooperative_id = :cooperative_id and chat_id = :chat_id and until is null

-- name: leave
update membership set until = :now
where cooperative_id = :cooperative_id and chat_id = :chat_id and until is null and role <> 'president'
and (chat_id = :by or exists (
    select 1 from membership as president
    where president.cooperative_id = :cooperative_id and president.chat_id = :by
    and president.role = 'president' and president.until is null
))
returning id

-- name: erase
delete from membership where chat_id = :chat_id

-- name: succeed
update membership set role = 'president'
where id in (
    select min(heir.id) from membership as heir
    where heir.until is null and heir.role = :role
    and not exists (
        select 1 from membership as president
        where president.cooperative_id = heir.cooperative_id and president.until is null
        and president.role = 'president'
    )
    group by heir.cooperative_id
)

-- name: erase_empty
delete from cooperative
where not exists (select 1 from membership where membership.cooperative_id = cooperative.id)
and not exists (select 1 from request where request.cooperative_id = cooperative.id)
and not exists (select 1 from invitation where invitation.cooperative_id = cooperative.id)
