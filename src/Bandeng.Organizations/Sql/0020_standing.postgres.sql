-- More kinds of bodies; groups that take turns; which estate or courtyard a body belongs to; powers handed down.
alter table bodies drop constraint bodies_kind_check;
alter table bodies add constraint bodies_kind_check check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other', 'WideCommittee', 'Branch', 'EstateBranch', 'TemporaryBranch',
                      'GridGroup', 'CentreHousehold', 'CourtyardGroup', 'CourtyardCouncil', 'Cooperative', 'OwnersCommittee',
                      'SocialOrganization', 'Volunteers', 'TaskForce', 'District', 'Incubator', 'EnforcementTeam', 'SupervisionGroup', 'DutyGroup'));

-- What other modules may read: every body. valid_to is the last day, included.
create view body_facts as
    select id, name, kind, area_code, parent_id, valid_from, valid_to from bodies;

-- What other modules may read: what people are called, never their numbers.
create view person_names as select id, display_name from people;

-- A post that was taken away before the end of its last day.
alter table posts add column ended_at bigint;

-- Which estate, courtyard or villager group a body is for (小区三方、屋场三组织).
create table body_places (
    body_id    uuid not null references bodies (id),
    place_id   uuid not null,
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (body_id, place_id, valid_from)
);
create index body_places_place on body_places (place_id);

-- Groups of a temporary branch that take turns without a hole: each so many hours, one after the other.
create table rotations (
    id          uuid   primary key,
    body_id     uuid   not null references bodies (id),
    starts_at   bigint not null,
    shift_hours bigint not null check (shift_hours between 1 and 48),
    ends_at     bigint check (ends_at >= starts_at),
    version     bigint not null
);
create unique index rotations_open on rotations (body_id) where ends_at is null;
create index rotations_body on rotations (body_id);
create table rotation_groups (
    rotation_id uuid   not null references rotations (id),
    position    bigint not null check (position >= 0),
    group_id    uuid   not null references bodies (id),
    primary key (rotation_id, position)
);

-- 铁三角: which three posts every grid should have. A dated setting.
create table team_roles (
    role       text not null,
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (role, valid_from)
);
insert into team_roles (role, valid_from) values ('GridWorker', '2000-01-01'), ('BuildingHead', '2000-01-01'), ('LinkedHead', '2000-01-01');

-- 赋权清单: what a department's power a town decides, from a day to a day, by which document. valid_to is the last day, included.
create table powers (
    id            uuid   primary key,
    name          text   not null,
    class         text   not null check (class in ('Permit', 'Penalty', 'Coercion', 'Inspection', 'Confirmation', 'Payment', 'Other')),
    department_id uuid   not null references bodies (id),
    to_area       bigint not null,
    valid_from    text   not null,
    valid_to      text check (valid_to >= valid_from),
    basis         text   not null,
    version       bigint not null
);
create index powers_name on powers (name, id);
create index powers_department on powers (department_id);
create table power_categories (
    power_id      uuid not null references powers (id),
    category_code text not null,
    primary key (category_code, power_id)
);
create index power_categories_power on power_categories (power_id);
