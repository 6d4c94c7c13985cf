-- A group that becomes a supergroup gets another id. What was said under the former one may still wait to be handled,
-- and what was to be said there to be sent, when the first of them to be handled tells of the new id.

alter table desk_group add column former bigint;   -- its id before that
