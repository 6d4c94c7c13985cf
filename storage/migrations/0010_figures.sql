-- Projects that were funded, as coordinators enter them for the report: what was not decided through the bot.

create table funding (
    id           bigint primary key,
    province     text not null,
    name         text not null,               -- what the row is about; may be empty
    projects     integer not null check (projects > 0),
    cooperatives integer check (cooperatives between 0 and projects),
    urban        integer check (urban between 0 and projects),
    rural        integer check (rural between 0 and projects),
    women        integer check (women between 0 and projects),   -- cooperatives of women
    phase        integer,
    axis         text,
    sector       text,
    year         integer,
    total_cost   bigint not null check (total_cost >= 0),        -- whole dirhams, like share
    share        bigint not null check (share between 0 and total_cost),
    entered_by   bigint,                      -- empty: she has erased everything
    entered_at   bigint not null,
    removed_by   bigint,
    removed_at   bigint,
    check (urban + rural = projects)
);
create index funding_province on funding (province, id) where removed_at is null;
create index funding_entered_by on funding (entered_by);
