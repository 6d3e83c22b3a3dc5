create table people (
    id                text primary key,
    display_name      text not null,
    phone             text,
    phone_fingerprint text unique,
    created_at        integer not null,
    version           integer not null,
    check ((phone is null) = (phone_fingerprint is null))
) strict;
create index people_name on people (display_name, id);

create table sign_ins (
    person_id            text primary key references people (id),
    user_name            text,
    normalized_user_name text unique,
    password_hash        text,
    security_stamp       text not null,
    access_failed_count  integer not null,
    lockout_end          integer,
    locked_at            integer,
    two_factor_key       text,
    two_factor_enabled   integer not null,
    two_factor_step      integer not null
) strict;

create table recovery_codes (
    person_id text not null references people (id),
    hash      text not null,
    used_at   integer,
    primary key (person_id, hash)
) strict;

create table sign_in_codes (
    id          text primary key,
    phone       text not null,
    address     text not null,
    hash        text not null,
    created_at  integer not null,
    expires_at  integer not null,
    attempts    integer not null,
    used_at     integer
) strict;
create index sign_in_codes_phone on sign_in_codes (phone, created_at);
create index sign_in_codes_address on sign_in_codes (address, created_at);

create table bodies (
    id            text primary key,
    name          text not null,
    kind          text not null check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other')),
    area_code     integer not null,
    parent_id     text references bodies (id),
    phone         text,
    takes_matters integer not null,
    valid_from    text not null,
    valid_to      text,
    version       integer not null,
    check (valid_to is null or valid_to >= valid_from)
) strict;
create index bodies_name on bodies (name, id);

create table body_areas (
    body_id   text not null references bodies (id),
    area_code integer not null,
    primary key (area_code, body_id)
) strict;
create index body_areas_body on body_areas (body_id);

create table posts (
    id                 text primary key,
    person_id          text not null references people (id),
    role               text not null,
    area_code          integer not null,
    body_id            text references bodies (id),
    valid_from         text not null,
    valid_to           text,
    stand_in_person_id text references people (id),
    stand_in_from      text,
    stand_in_to        text,
    version            integer not null,
    check (valid_to is null or valid_to >= valid_from),
    check ((stand_in_person_id is null) = (stand_in_from is null) and (stand_in_person_id is null) = (stand_in_to is null)),
    check (stand_in_to is null or stand_in_to >= stand_in_from),
    check (stand_in_person_id is null or stand_in_person_id <> person_id)
) strict;
create unique index posts_same
    on posts (person_id, role, area_code, valid_from, (coalesce(cast(body_id as text), '')));
create index posts_person on posts (person_id);
create index posts_stand_in on posts (stand_in_person_id) where stand_in_person_id is not null;
create index posts_body on posts (body_id) where body_id is not null;
create index posts_area on posts (area_code, role);

create table tokens (
    id         text primary key,
    person_id  text not null references people (id),
    scope      text not null,
    hash       text not null unique,
    created_at integer not null,
    expires_at integer,
    revoked_at integer
) strict;
create index tokens_person on tokens (person_id);

create table notices (
    id        text primary key,
    person_id text not null references people (id),
    code      text not null,
    title     text not null,
    link      text not null,
    at        integer not null,
    read_at   integer
) strict;
create index notices_person on notices (person_id, at);
create index notices_unread on notices (person_id) where read_at is null;

create table outbox_messages (
    id        text primary key,
    channel   text not null check (channel in ('Sms', 'Mail')),
    recipient text not null,
    message   text not null,
    at        integer not null,
    sent_at   integer,
    attempts  integer not null
) strict;
create index outbox_messages_waiting on outbox_messages (at) where sent_at is null;
