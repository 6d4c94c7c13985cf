-- Trying again what failed puts the people back page by page, because a million of them in one transaction would keep
-- every chat waiting. What is under way is a row, so that it goes on after a crash.

alter table broadcast add column again text check (again in ('failed', 'unknown'));   -- whose turn comes once more
