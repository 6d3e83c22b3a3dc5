-- A plan may be adopted without having been shown, where somebody says why; and it may hold from a later day. The rule of
-- before, that every decision has a window, cannot be taken off a table here: it is laid anew with its rows.
create table grid_plans_laid_anew (
    id              text    primary key,
    area_code       integer not null,
    style           text    not null check (style in ('Near', 'Fresh', 'Small')),
    least           integer not null,
    most            integer not null,
    assignment      text    not null,
    moved           integer not null,
    created_at      integer not null,
    decision_number text,
    decided_on      text,
    objections_from text,
    objections_to   text,
    valid_from      text,
    adopted         text,
    version         integer not null,
    kind            text    not null default 'Grid' check (kind in ('Grid', 'Courtyard')),
    wishes          text    not null default '{}',
    not_shown_id    text,
    grids           text,
    begun_on        text,
    check ((decision_number is null) = (valid_from is null) and (decision_number is null) = (adopted is null)
        and (decision_number is null) = (decided_on is null)),
    check (decision_number is null or objections_to is not null or not_shown_id is not null),
    check (begun_on is null or begun_on >= valid_from),
    check (objections_to > objections_from)
) strict;
insert into grid_plans_laid_anew
    (id, area_code, style, least, most, assignment, moved, created_at, decision_number, decided_on, objections_from,
     objections_to, valid_from, adopted, version, kind, wishes, begun_on)
select id, area_code, style, least, most, assignment, moved, created_at, decision_number, decided_on, objections_from,
    objections_to, valid_from, adopted, version, kind, wishes, valid_from
from grid_plans;
drop table grid_plans;
alter table grid_plans_laid_anew rename to grid_plans;
create index grid_plans_area on grid_plans (area_code, created_at);
create index grid_plans_to_begin on grid_plans (valid_from) where valid_from is not null and begun_on is null;

-- A plan as it was laid before everyone, from a day to a day; one at a time in a community, for grids and for courtyards.
create table grid_showings (
    id         text    primary key,
    plan_id    text    not null references grid_plans (id),
    area_code  integer not null,
    kind       text    not null check (kind in ('Grid', 'Courtyard')),
    first_day  text    not null,
    last_day   text    not null check (last_day > first_day),
    shown      text    not null,
    shown_at   integer not null,
    shown_by   text    not null,
    ended_at   integer,
    ended_why  text    check (ended_why in ('TakenBack', 'Adopted')),
    reason_id  text,
    version    integer not null,
    check ((ended_at is null) = (ended_why is null)),
    check ((coalesce(ended_why, '') = 'TakenBack') = (reason_id is not null))
) strict;
create unique index grid_showings_open on grid_showings (area_code, kind) where ended_at is null;
create index grid_showings_plan on grid_showings (plan_id, shown_at);

-- What somebody has against a plan that is shown. The words are an erasable text; name and telephone are closed.
create table grid_objections (
    id                text    primary key,
    plan_id           text    not null references grid_plans (id),
    showing_id        text    not null references grid_showings (id),
    area_code         integer not null,
    building_id       text,
    words_id          text    not null,
    person_id         text,
    name              text,
    phone             text,
    phone_fingerprint text,
    code              text    not null unique,
    sent_at           integer not null,
    state             text    not null check (state in ('Open', 'Accepted', 'Refused', 'Withdrawn')),
    answer_id         text,
    answered_by       text,
    answered_at       integer,
    erased_at         integer,
    version           integer not null,
    check ((phone is null) = (phone_fingerprint is null)),
    check ((state in ('Accepted', 'Refused')) = (answer_id is not null)),
    check ((answer_id is null) = (answered_at is null)),
    check (person_id is not null or phone is not null or erased_at is not null)
) strict;
create index grid_objections_plan on grid_objections (plan_id, sent_at);
create index grid_objections_person on grid_objections (person_id) where person_id is not null;
create index grid_objections_phone on grid_objections (phone_fingerprint) where phone_fingerprint is not null;

insert into retention_rules (kind, days, ground, valid_from) values ('grid-objection', 1095, '异议答复后保存期满', '2020-01-01');
