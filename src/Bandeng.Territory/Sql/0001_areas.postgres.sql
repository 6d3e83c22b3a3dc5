-- What an area was called, from a day on. One row is open (valid_to null): what holds today.
create table areas (
    code              bigint not null,
    name              text   not null check (name <> ''),
    level             bigint not null check (level between 1 and 7),
    parent            bigint,
    urban_rural_class text,
    valid_from        text   not null,
    valid_to          text check (valid_to > valid_from),
    merged_into       bigint,
    primary key (code, valid_from),
    check (merged_into is null or valid_to is not null)
);
create unique index areas_today on areas (code) where valid_to is null;
create index areas_inside on areas (parent) where valid_to is null;

-- Counts the changes, so that every node notices that its names are old.
create table territory_version (
    id      bigint primary key check (id = 1),
    version bigint not null
);
insert into territory_version values (1, 1);
