-- A programme of visits (走访、大调研): who is visited, from which day to which. need_kind: only households that are cared
-- for in this way; '*' in any way.
create table visit_programmes (
    id         uuid  primary key,
    name       text  not null check (name <> ''),
    purpose    text  not null,
    body_id    uuid,
    area_code  bigint not null,
    need_kind  text,
    starts_on  text  not null,
    ends_on    text  not null check (ends_on >= starts_on),
    closed_on  text,
    made_by    uuid  not null,
    made_at    bigint not null,
    version    bigint not null
);
create index visit_programmes_area on visit_programmes (area_code, ends_on);

-- What a programme asks; a form that was used is never changed, the next one counts from its day.
create table visit_forms (
    id           uuid  primary key,
    programme_id uuid  not null references visit_programmes (id),
    number       bigint not null check (number > 0),
    valid_from   text  not null,
    questions    text  not null,
    version      bigint not null,
    unique (programme_id, number)
);

-- One visit. area_code is the code of the day on which it was made; figures of that day stay.
create table visits (
    id           uuid  primary key,
    programme_id uuid  references visit_programmes (id),
    form_id      uuid  references visit_forms (id),
    household_id uuid  not null,
    building_id  uuid  not null,
    area_code    bigint not null,
    day          text  not null,
    entered_at   bigint not null,
    visitor_id   uuid  not null,
    outcome      text  not null check (outcome in ('Done', 'NobodyHome', 'Refused')),
    words_id     uuid,
    erased_at    bigint,
    version      bigint not null,
    check ((programme_id is null) = (form_id is null)),
    check (words_id is null or outcome = 'Done')
);
create index visits_area on visits (area_code, day);
create index visits_household on visits (household_id, day);
create index visits_programme on visits (programme_id, household_id);
create index visits_old on visits (day) where erased_at is null;

-- What was answered: a choice, a number, a day as it is; free words stand in the erasable store.
create table visit_answers (
    visit_id    uuid   not null references visits (id),
    question    text   not null,
    position    bigint  not null,
    choice      text,
    number      double precision,
    text_id     uuid,
    primary key (visit_id, question, position)
);
create index visit_answers_choice on visit_answers (question, choice);

-- What was promised at a door: a matter with its own life, or settled on the spot.
create table visit_promises (
    visit_id     uuid   not null references visits (id),
    household_id uuid   not null,
    area_code    bigint  not null,
    text_id      uuid   not null,
    settlement   text   not null check (settlement in ('Matter', 'OnTheSpot')),
    promised_for text,
    matter_id    uuid,
    made_on      text   not null,
    primary key (visit_id),
    check ((settlement = 'Matter') = (matter_id is not null))
);
create index visit_promises_area on visit_promises (area_code, made_on);
create index visit_promises_matter on visit_promises (matter_id) where matter_id is not null;

-- Hazards that a grid worker keeps in mind, until they are gone.
create table hazards (
    id          uuid   primary key,
    area_code   bigint  not null,
    building_id uuid,
    kind        text   not null check (kind in ('Fire', 'Electric', 'Gas', 'Structure', 'Water', 'Road', 'Other')),
    text_id     uuid   not null,
    found_on    text   not null,
    settled_on  text   check (settled_on >= found_on),
    entered_by  uuid   not null,
    version     bigint  not null
);
create index hazards_area on hazards (area_code, found_on);

-- What other modules may read: one row a visit, no words, no names.
create view visit_facts as
    select v.id, v.programme_id, v.household_id, v.building_id, v.area_code, v.day, v.outcome, v.visitor_id,
        p.settlement, p.promised_for, p.matter_id
    from visits v left join visit_promises p on p.visit_id = v.id;
