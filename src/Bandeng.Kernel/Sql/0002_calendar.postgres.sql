-- Official years that an office brought before a new version did; the notice as it was written.
create table calendar_years (
    year       integer primary key check (year between 1949 and 2999),
    body       text    not null,
    brought_at bigint   not null
);
