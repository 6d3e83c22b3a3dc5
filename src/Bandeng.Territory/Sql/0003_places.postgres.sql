-- What stands beside the tree of areas: estates, courtyards, villager groups, public units, buildings. The id stays;
-- name and code are those of today, their past is kept below. valid_to is the first day on which it is no more.
create table places (
    id         uuid   primary key,
    kind       text   not null check (kind in ('Estate', 'Courtyard', 'VillagerGroup', 'Building', 'Market', 'School',
                   'Clinic', 'Station', 'ConstructionSite', 'ReadingRoom', 'Canteen', 'Playground', 'FirePoint', 'OtherUnit')),
    name       text   not null check (name <> ''),
    area_code  bigint not null,
    estate_id  uuid   references places (id),
    number     text,
    address    text,
    households bigint check (households > 0),
    floors     bigint check (floors > 0),
    geometry   text,
    west       double precision,
    south      double precision,
    east       double precision,
    north      double precision,
    sketch     boolean not null,
    valid_from text   not null,
    valid_to   text check (valid_to > valid_from),
    version    bigint not null,
    check ((geometry is null) = (west is null) and (geometry is null) = (north is null)),
    check (estate_id is null or kind = 'Building')
);
create index places_area on places (area_code, id);
create index places_estate on places (estate_id) where estate_id is not null;
create unique index places_number on places (number) where number is not null and valid_to is null;

create table place_names (
    place_id   uuid not null references places (id),
    name       text not null,
    valid_from text not null,
    valid_to   text check (valid_to > valid_from),
    primary key (place_id, valid_from)
);

create table place_codes (
    place_id   uuid   not null references places (id),
    area_code  bigint not null,
    valid_from text   not null,
    valid_to   text check (valid_to > valid_from),
    primary key (place_id, valid_from)
);

-- One door: a flat, a shop, a room. Floor area in square centimetres.
create table dwellings (
    id          uuid   primary key,
    building_id uuid   not null references places (id),
    unit        text   not null,
    floor       bigint,
    room        text   not null check (room <> ''),
    area_cm2    bigint check (area_cm2 > 0),
    valid_from  text   not null,
    valid_to    text check (valid_to > valid_from),
    version     bigint not null
);
create unique index dwellings_door on dwellings (building_id, unit, room) where valid_to is null;

-- What other modules may read: every door with the code that its building has today.
create view dwelling_facts as
    select d.id, d.building_id, p.area_code, p.estate_id, p.name as building, e.name as estate, d.unit, d.floor, d.room,
        d.area_cm2, d.valid_from, d.valid_to
    from dwellings d join places p on p.id = d.building_id left join places e on e.id = p.estate_id;

-- Buildings on drawn maps are places too.
insert into places (id, kind, name, area_code, geometry, west, south, east, north, sketch, valid_from, version)
    select gen_random_uuid(), 'Building', name, area_code, geometry, west, south, east, north, sketch = 1, '2022-01-01', 1
    from map_features where kind = 'building';
insert into place_names (place_id, name, valid_from) select id, name, valid_from from places;
insert into place_codes (place_id, area_code, valid_from) select id, area_code, valid_from from places;
delete from map_features where kind = 'building';
