-- Whether those who live there own it.
alter table households add column tenure text check (tenure in ('Owner', 'Tenant', 'Family', 'Other'));

-- What a household told of itself from the code at its door. It waits for the clerk. words is closed (AES-GCM) and empty
-- once it was decided: nothing is held twice.
create table home_tellings (
    id          text   primary key,
    person_id   text   not null,
    building_id text   not null,
    area_code   integer not null,
    unit        text   not null,
    room        text   not null,
    words       text,
    state       text   not null check (state in ('Waiting', 'Taken', 'Returned', 'Withdrawn')),
    reason      text   check (reason in ('Elsewhere', 'Unclear', 'AtTheDoor', 'Known')),
    told_at     integer not null,
    decided_at  integer,
    decided_by  text,
    version     integer not null,
    check ((state = 'Waiting') = (decided_at is null) and (state = 'Waiting') = (words is not null)),
    check ((state = 'Returned') = (reason is not null))
) strict;
create index home_tellings_waiting on home_tellings (area_code, told_at) where state = 'Waiting';
create index home_tellings_person on home_tellings (person_id, told_at);
