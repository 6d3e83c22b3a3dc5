create table area_outlines (
    code     bigint primary key,
    geometry text   not null,
    west     double precision not null,
    south    double precision not null,
    east     double precision not null,
    north    double precision not null,
    sketch   bigint not null check (sketch in (0, 1))
);

-- A building's area_code is its own code; of roads and water it is the community's.
create table map_features (
    id        bigint primary key,
    kind      text   not null check (kind in ('road', 'building', 'water')),
    area_code bigint not null,
    name      text,
    geometry  text   not null,
    west      double precision not null,
    south     double precision not null,
    east      double precision not null,
    north     double precision not null,
    sketch    bigint not null check (sketch in (0, 1))
);
create index map_features_area on map_features (area_code);
