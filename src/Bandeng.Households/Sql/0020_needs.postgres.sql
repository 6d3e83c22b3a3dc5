-- What kinds of care there are, from a day to a day: how often somebody visits, and for how long a consent may count.
create table need_kinds (
    code       text  not null check (code <> ''),
    name       text  not null check (name <> ''),
    name_en    text  not null,
    visit_days bigint not null check (visit_days between 1 and 366),
    most_days  bigint not null check (most_days between 1 and 1830),
    valid_from text  not null,
    valid_to   text  check (valid_to > valid_from),
    primary key (code, valid_from)
);
insert into need_kinds (code, name, name_en, visit_days, most_days, valid_from) values
    ('elder', '高龄老人', 'Very old', 30, 366, '2020-01-01'),
    ('alone', '独居老人', 'Old and alone', 7, 366, '2020-01-01'),
    ('disabled', '残疾人', 'Disabled', 30, 366, '2020-01-01'),
    ('left-child', '留守儿童', 'Child left behind', 14, 366, '2020-01-01'),
    ('left-elder', '留守老人', 'Old and left behind', 14, 366, '2020-01-01'),
    ('poor', '困难家庭', 'In hardship', 30, 366, '2020-01-01');

-- That somebody is cared for: with whose consent, for what, until when, and who may see it. Note, certificate and contact
-- are closed (AES-GCM); certificate and contact are found by keyed hash. The purpose is an erasable text.
create table needs (
    id                      uuid  primary key,
    resident_id             uuid  not null references residents (id),
    kind                    text  not null,
    purpose_id              uuid  not null,
    seen_by                 text  not null,
    note                    text,
    certificate             text,
    certificate_fingerprint text,
    contact_name            text,
    contact                 text,
    contact_fingerprint     text,
    consent_by              text  not null check (consent_by in ('Self', 'Guardian')),
    consent_name            text,
    consent_way             text  not null check (consent_way in ('Paper', 'Code')),
    consent_paper           text,
    consent_on              text  not null,
    valid_from              text  not null,
    ends_on                 text  not null check (ends_on >= valid_from),
    ended_on                text,
    ended_why               text  check (ended_why in ('Expired', 'Withdrawn', 'Over')),
    last_visit              text,
    next_due                text  not null,
    due_told                text,
    end_told                text,
    entered_by              uuid  not null,
    created_at              bigint not null,
    erased_at               bigint,
    version                 bigint not null,
    check ((certificate is null) = (certificate_fingerprint is null)),
    check ((contact is null) = (contact_fingerprint is null)),
    check ((ended_on is null) = (ended_why is null)),
    check (erased_at is null or ended_on is not null)
);
create unique index needs_open on needs (resident_id, kind) where ended_on is null;
create index needs_resident on needs (resident_id);
create index needs_due on needs (next_due, id) where ended_on is null;
create index needs_certificate on needs (certificate_fingerprint) where certificate_fingerprint is not null;
create index needs_contact on needs (contact_fingerprint) where contact_fingerprint is not null;

-- A code that was sent to the person's own telephone, by which they consent to one kind of care.
create table need_codes (
    id          uuid  primary key,
    resident_id uuid  not null references residents (id),
    kind        text  not null,
    hash        text  not null,
    created_at  bigint not null,
    expires_at  bigint not null,
    tries       bigint not null,
    used_at     bigint
);
create index need_codes_resident on need_codes (resident_id, created_at);

-- What a person says is wrong in what is held about them; a clerk takes it over or says why not. The values are closed.
create table corrections (
    id          uuid  primary key,
    resident_id uuid  not null references residents (id),
    asked       text,
    asked_by    uuid  not null,
    asked_at    bigint not null,
    state       text  not null check (state in ('Asked', 'Taken', 'Refused')),
    answer_id   uuid,
    decided_by  uuid,
    decided_at  bigint,
    version     bigint not null,
    check ((state = 'Asked') = (decided_at is null))
);
create unique index corrections_open on corrections (resident_id) where state = 'Asked';

-- How long records are kept, by kind and from a day: so many days after they ended they are erased.
create table retention_rules (
    kind       text  not null check (kind <> ''),
    days       bigint not null check (days between 1 and 36500),
    ground     text  not null,
    valid_from text  not null,
    valid_to   text  check (valid_to > valid_from),
    primary key (kind, valid_from)
);
insert into retention_rules (kind, days, ground, valid_from) values
    ('need', 180, '关爱结束后保存期满', '2020-01-01'),
    ('resident', 1095, '迁出后保存期满', '2020-01-01'),
    ('correction', 365, '更正办完后保存期满', '2020-01-01'),
    ('visit', 1095, '走访后保存期满', '2020-01-01');

-- When everything that says who somebody was has been taken away.
alter table residents add column erased_at bigint;

-- What other modules may read of care: one row a household and kind, while a consent counts. No names.
create view need_facts as
    select n.id, n.kind, m.household_id, h.building_id, n.valid_from, n.ends_on, n.ended_on
    from needs n join household_members m on m.resident_id = n.resident_id join households h on h.id = m.household_id
    where m.valid_from <= coalesce(n.ended_on, n.ends_on) and (m.valid_to is null or m.valid_to > n.valid_from);

-- What other modules may read of households: no names, no numbers.
create view household_facts as
    select h.id, h.dwelling_id, h.building_id, h.valid_from, h.valid_to from households h;

-- And of those who live there: sex, birthday, relation, from a day to a day.
create view member_facts as
    select m.household_id, h.building_id, r.sex, r.birth_date, m.relation, m.valid_from, m.valid_to
    from household_members m join residents r on r.id = m.resident_id join households h on h.id = m.household_id;
