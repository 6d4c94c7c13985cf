-- name: add
insert into word_heard (kind, text, chosen, day, count) values (:kind, :text, :chosen, :day, 1)
on conflict (kind, text, chosen, day) do update set count = word_heard.count + 1

-- name: totals
select kind, text, chosen, sum(count) as count from word_heard
group by kind, text, chosen order by kind, sum(count) desc, text, chosen

-- name: forget
delete from word_heard where day < :day
