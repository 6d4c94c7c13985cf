-- name: decided
select decided_at - submitted_at as took from request
where kind = :kind and province = :province and state in ('accepted', 'refused')
order by decided_at desc limit :most
