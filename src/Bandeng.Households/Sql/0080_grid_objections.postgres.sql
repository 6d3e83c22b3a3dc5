-- A plan may be adopted without having been shown, where somebody says why; and it may hold from a later day.
alter table grid_plans add column not_shown_id uuid;
alter table grid_plans add column grids text;
alter table grid_plans add column begun_on text;
update grid_plans set begun_on = valid_from;
alter table grid_plans drop constraint grid_plans_check;
alter table grid_plans add check ((decision_number is null) = (valid_from is null) and (decision_number is null) = (adopted is null)
    and (decision_number is null) = (decided_on is null));
alter table grid_plans add check (decision_number is null or objections_to is not null or not_shown_id is not null);
alter table grid_plans add check (begun_on is null or begun_on >= valid_from);
create index grid_plans_to_begin on grid_plans (valid_from) where valid_from is not null and begun_on is null;

-- A plan as it was laid before everyone, from a day to a day; one at a time in a community, for grids and for courtyards.
create table grid_showings (
    id         uuid   primary key,
    plan_id    uuid   not null references grid_plans (id),
    area_code  bigint not null,
    kind       text   not null check (kind in ('Grid', 'Courtyard')),
    first_day  text   not null,
    last_day   text   not null check (last_day > first_day),
    shown      text   not null,
    shown_at   bigint not null,
    shown_by   uuid   not null,
    ended_at   bigint,
    ended_why  text   check (ended_why in ('TakenBack', 'Adopted')),
    reason_id  uuid,
    version    bigint not null,
    check ((ended_at is null) = (ended_why is null)),
    check ((coalesce(ended_why, '') = 'TakenBack') = (reason_id is not null))
);
create unique index grid_showings_open on grid_showings (area_code, kind) where ended_at is null;
create index grid_showings_plan on grid_showings (plan_id, shown_at);

-- What somebody has against a plan that is shown. The words are an erasable text; name and telephone are closed.
create table grid_objections (
    id                uuid   primary key,
    plan_id           uuid   not null references grid_plans (id),
    showing_id        uuid   not null references grid_showings (id),
    area_code         bigint not null,
    building_id       uuid,
    words_id          uuid   not null,
    person_id         uuid,
    name              text,
    phone             text,
    phone_fingerprint text,
    code              text   not null unique,
    sent_at           bigint not null,
    state             text   not null check (state in ('Open', 'Accepted', 'Refused', 'Withdrawn')),
    answer_id         uuid,
    answered_by       uuid,
    answered_at       bigint,
    erased_at         bigint,
    version           bigint not null,
    check ((phone is null) = (phone_fingerprint is null)),
    check ((state in ('Accepted', 'Refused')) = (answer_id is not null)),
    check ((answer_id is null) = (answered_at is null)),
    check (person_id is not null or phone is not null or erased_at is not null)
);
create index grid_objections_plan on grid_objections (plan_id, sent_at);
create index grid_objections_person on grid_objections (person_id) where person_id is not null;
create index grid_objections_phone on grid_objections (phone_fingerprint) where phone_fingerprint is not null;

insert into retention_rules (kind, days, ground, valid_from) values ('grid-objection', 1095, '异议答复后保存期满', '2020-01-01');
