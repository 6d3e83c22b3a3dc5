-- More kinds of bodies; groups that take turns; which estate or courtyard a body belongs to; powers handed down. SQLite
-- cannot change a check: the rows wait in a copy until the table is made anew.
pragma defer_foreign_keys = on;
create table bodies_waiting as select * from bodies;
drop table bodies;
create table bodies (
    id            text    primary key,
    name          text    not null,
    kind          text    not null check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other', 'WideCommittee', 'Branch', 'EstateBranch', 'TemporaryBranch',
                      'GridGroup', 'CentreHousehold', 'CourtyardGroup', 'CourtyardCouncil', 'Cooperative', 'OwnersCommittee',
                      'SocialOrganization', 'Volunteers', 'TaskForce', 'District', 'Incubator', 'EnforcementTeam', 'SupervisionGroup', 'DutyGroup')),
    area_code     integer not null,
    parent_id     text    references bodies (id),
    phone         text,
    takes_matters integer not null check (takes_matters in (0, 1)),
    valid_from    text    not null,
    valid_to      text,
    version       integer not null,
    purpose       text,
    place         text,
    check (valid_to is null or valid_to >= valid_from),
    check (kind <> 'TemporaryBranch' or (purpose is not null and place is not null and valid_to is not null))
) strict;
insert into bodies (id, name, kind, area_code, parent_id, phone, takes_matters, valid_from, valid_to, version, purpose, place)
select id, name, kind, area_code, parent_id, phone, takes_matters, valid_from, valid_to, version, purpose, place from bodies_waiting;
drop table bodies_waiting;
create index bodies_name on bodies (name, id);
create index bodies_parent on bodies (parent_id) where parent_id is not null;

-- What other modules may read: every body. valid_to is the last day, included.
create view body_facts as
    select id, name, kind, area_code, parent_id, valid_from, valid_to from bodies;

-- What other modules may read: what people are called, never their numbers.
create view person_names as select id, display_name from people;

-- A post that was taken away before the end of its last day.
alter table posts add column ended_at integer;

-- Which estate, courtyard or villager group a body is for (小区三方、屋场三组织).
create table body_places (
    body_id    text not null references bodies (id),
    place_id   text not null,
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (body_id, place_id, valid_from)
) strict;
create index body_places_place on body_places (place_id);

-- Groups of a temporary branch that take turns without a hole: each so many hours, one after the other.
create table rotations (
    id          text   primary key,
    body_id     text   not null references bodies (id),
    starts_at   integer not null,
    shift_hours integer not null check (shift_hours between 1 and 48),
    ends_at     integer check (ends_at >= starts_at),
    version     integer not null
) strict;
create unique index rotations_open on rotations (body_id) where ends_at is null;
create index rotations_body on rotations (body_id);
create table rotation_groups (
    rotation_id text   not null references rotations (id),
    position    integer not null check (position >= 0),
    group_id    text   not null references bodies (id),
    primary key (rotation_id, position)
) strict;

-- 铁三角: which three posts every grid should have. A dated setting.
create table team_roles (
    role       text not null,
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (role, valid_from)
) strict;
insert into team_roles (role, valid_from) values ('GridWorker', '2000-01-01'), ('BuildingHead', '2000-01-01'), ('LinkedHead', '2000-01-01');

-- 赋权清单: what a department's power a town decides, from a day to a day, by which document. valid_to is the last day, included.
create table powers (
    id            text   primary key,
    name          text   not null,
    class         text   not null check (class in ('Permit', 'Penalty', 'Coercion', 'Inspection', 'Confirmation', 'Payment', 'Other')),
    department_id text   not null references bodies (id),
    to_area       integer not null,
    valid_from    text   not null,
    valid_to      text check (valid_to >= valid_from),
    basis         text   not null,
    version       integer not null
) strict;
create index powers_name on powers (name, id);
create index powers_department on powers (department_id);
create table power_categories (
    power_id      text not null references powers (id),
    category_code text not null,
    primary key (category_code, power_id)
) strict;
create index power_categories_power on power_categories (power_id);
