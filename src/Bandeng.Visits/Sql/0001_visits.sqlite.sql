-- A programme of visits (走访、大调研): who is visited, from which day to which. need_kind: only households that are cared
-- for in this way; '*' in any way.
create table visit_programmes (
    id         text  primary key,
    name       text  not null check (name <> ''),
    purpose    text  not null,
    body_id    text,
    area_code  integer not null,
    need_kind  text,
    starts_on  text  not null,
    ends_on    text  not null check (ends_on >= starts_on),
    closed_on  text,
    made_by    text  not null,
    made_at    integer not null,
    version    integer not null
) strict;
create index visit_programmes_area on visit_programmes (area_code, ends_on);

-- What a programme asks; a form that was used is never changed, the next one counts from its day.
create table visit_forms (
    id           text  primary key,
    programme_id text  not null references visit_programmes (id),
    number       integer not null check (number > 0),
    valid_from   text  not null,
    questions    text  not null,
    version      integer not null,
    unique (programme_id, number)
) strict;

-- One visit. area_code is the code of the day on which it was made; figures of that day stay.
create table visits (
    id           text  primary key,
    programme_id text  references visit_programmes (id),
    form_id      text  references visit_forms (id),
    household_id text  not null,
    building_id  text  not null,
    area_code    integer not null,
    day          text  not null,
    entered_at   integer not null,
    visitor_id   text  not null,
    outcome      text  not null check (outcome in ('Done', 'NobodyHome', 'Refused')),
    words_id     text,
    erased_at    integer,
    version      integer not null,
    check ((programme_id is null) = (form_id is null)),
    check (words_id is null or outcome = 'Done')
) strict;
create index visits_area on visits (area_code, day);
create index visits_household on visits (household_id, day);
create index visits_programme on visits (programme_id, household_id);
create index visits_old on visits (day) where erased_at is null;

-- What was answered: a choice, a number, a day as it is; free words stand in the erasable store.
create table visit_answers (
    visit_id    text   not null references visits (id),
    question    text   not null,
    position    integer  not null,
    choice      text,
    number      real,
    text_id     text,
    primary key (visit_id, question, position)
) strict;
create index visit_answers_choice on visit_answers (question, choice);

-- What was promised at a door: a matter with its own life, or settled on the spot.
create table visit_promises (
    visit_id     text   not null references visits (id),
    household_id text   not null,
    area_code    integer  not null,
    text_id      text   not null,
    settlement   text   not null check (settlement in ('Matter', 'OnTheSpot')),
    promised_for text,
    matter_id    text,
    made_on      text   not null,
    primary key (visit_id),
    check ((settlement = 'Matter') = (matter_id is not null))
) strict;
create index visit_promises_area on visit_promises (area_code, made_on);
create index visit_promises_matter on visit_promises (matter_id) where matter_id is not null;

-- Hazards that a grid worker keeps in mind, until they are gone.
create table hazards (
    id          text   primary key,
    area_code   integer  not null,
    building_id text,
    kind        text   not null check (kind in ('Fire', 'Electric', 'Gas', 'Structure', 'Water', 'Road', 'Other')),
    text_id     text   not null,
    found_on    text   not null,
    settled_on  text   check (settled_on >= found_on),
    entered_by  text   not null,
    version     integer  not null
) strict;
create index hazards_area on hazards (area_code, found_on);

-- What other modules may read: one row a visit, no words, no names.
create view visit_facts as
    select v.id, v.programme_id, v.household_id, v.building_id, v.area_code, v.day, v.outcome, v.visitor_id,
        p.settlement, p.promised_for, p.matter_id
    from visits v left join visit_promises p on p.visit_id = v.id;
