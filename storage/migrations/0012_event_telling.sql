-- What all who are concerned by a meeting are being told: an audience is too large for one transaction.

create table event_telling (
    event_id   bigint not null references event (id),
    notice     text not null,                  -- announced, moved:2, cancelled:3, results: as in event_notice
    body       text not null,                  -- JSON: what is said besides the meeting as it stands
    ordered_at bigint not null,
    not_before bigint not null,                -- when quiet hours are over
    last       bigint not null default 0,      -- the last chat of the last page
    primary key (event_id, notice)
);
create index event_telling_due on event_telling (not_before);
