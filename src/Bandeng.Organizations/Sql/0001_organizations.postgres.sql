create table people (
    id                uuid primary key,
    display_name      text not null,
    phone             text,
    phone_fingerprint text unique,
    created_at        bigint not null,
    version           bigint not null,
    check ((phone is null) = (phone_fingerprint is null))
);
create index people_name on people (display_name, id);

create table sign_ins (
    person_id            uuid primary key references people (id),
    user_name            text,
    normalized_user_name text unique,
    password_hash        text,
    security_stamp       text not null,
    access_failed_count  bigint not null,
    lockout_end          bigint,
    locked_at            bigint,
    two_factor_key       text,
    two_factor_enabled   boolean not null,
    two_factor_step      bigint not null
);

create table recovery_codes (
    person_id uuid not null references people (id),
    hash      text not null,
    used_at   bigint,
    primary key (person_id, hash)
);

create table sign_in_codes (
    id          uuid primary key,
    phone       text not null,
    address     text not null,
    hash        text not null,
    created_at  bigint not null,
    expires_at  bigint not null,
    attempts    bigint not null,
    used_at     bigint
);
create index sign_in_codes_phone on sign_in_codes (phone, created_at);
create index sign_in_codes_address on sign_in_codes (address, created_at);

create table bodies (
    id            uuid primary key,
    name          text not null,
    kind          text not null check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other')),
    area_code     bigint not null,
    parent_id     uuid references bodies (id),
    phone         text,
    takes_matters boolean not null,
    valid_from    text not null,
    valid_to      text,
    version       bigint not null,
    check (valid_to is null or valid_to >= valid_from)
);
create index bodies_name on bodies (name, id);

create table body_areas (
    body_id   uuid not null references bodies (id),
    area_code bigint not null,
    primary key (area_code, body_id)
);
create index body_areas_body on body_areas (body_id);

create table posts (
    id                 uuid primary key,
    person_id          uuid not null references people (id),
    role               text not null,
    area_code          bigint not null,
    body_id            uuid references bodies (id),
    valid_from         text not null,
    valid_to           text,
    stand_in_person_id uuid references people (id),
    stand_in_from      text,
    stand_in_to        text,
    version            bigint not null,
    check (valid_to is null or valid_to >= valid_from),
    check ((stand_in_person_id is null) = (stand_in_from is null) and (stand_in_person_id is null) = (stand_in_to is null)),
    check (stand_in_to is null or stand_in_to >= stand_in_from),
    check (stand_in_person_id is null or stand_in_person_id <> person_id)
);
create unique index posts_same
    on posts (person_id, role, area_code, valid_from, (coalesce(cast(body_id as text), '')));
create index posts_person on posts (person_id);
create index posts_stand_in on posts (stand_in_person_id) where stand_in_person_id is not null;
create index posts_body on posts (body_id) where body_id is not null;
create index posts_area on posts (area_code, role);

create table tokens (
    id         uuid primary key,
    person_id  uuid not null references people (id),
    scope      text not null,
    hash       text not null unique,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);
create index tokens_person on tokens (person_id);

create table notices (
    id        uuid primary key,
    person_id uuid not null references people (id),
    code      text not null,
    title     text not null,
    link      text not null,
    at        bigint not null,
    read_at   bigint
);
create index notices_person on notices (person_id, at);
create index notices_unread on notices (person_id) where read_at is null;

create table outbox_messages (
    id        uuid primary key,
    channel   text not null check (channel in ('Sms', 'Mail')),
    recipient text not null,
    message   text not null,
    at        bigint not null,
    sent_at   bigint,
    attempts  bigint not null
);
create index outbox_messages_waiting on outbox_messages (at) where sent_at is null;
