-- Who lives behind one door. area_code is the code of the day on which it was written; figures of that day stay.
create table households (
    id          text    primary key,
    dwelling_id text    not null,
    building_id text    not null,
    area_code   integer not null,
    number      text,
    valid_from  text    not null,
    valid_to    text    check (valid_to >= valid_from),
    version     integer not null
) strict;
create index households_dwelling on households (dwelling_id) where valid_to is null;
create index households_building on households (building_id) where valid_to is null;
create index households_area on households (area_code) where valid_to is null;

-- A person who lives here. Identity number and telephone are closed (AES-GCM, keys outside of the database) and found
-- by keyed hash. Religion, ethnicity and politics have no column.
create table residents (
    id                text    primary key,
    name              text    not null,
    sex               text    check (sex in ('Male', 'Female')),
    birth_date        text,
    id_number         text,
    id_fingerprint    text    unique,
    phone             text,
    phone_fingerprint text,
    created_at        integer not null,
    version           integer not null,
    check ((id_number is null) = (id_fingerprint is null)),
    check ((phone is null) = (phone_fingerprint is null))
) strict;
create index residents_phone on residents (phone_fingerprint) where phone_fingerprint is not null;

create table household_members (
    id           text    primary key,
    household_id text    not null references households (id),
    resident_id  text    not null references residents (id),
    relation     text    not null,
    valid_from   text    not null,
    valid_to     text    check (valid_to >= valid_from),
    version      integer not null
) strict;
create index household_members_household on household_members (household_id) where valid_to is null;
create index household_members_resident on household_members (resident_id);
create unique index household_members_once on household_members (household_id, resident_id) where valid_to is null;
