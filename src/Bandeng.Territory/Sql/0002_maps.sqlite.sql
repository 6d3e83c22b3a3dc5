create table area_outlines (
    code     integer primary key,
    geometry text    not null,
    west     real    not null,
    south    real    not null,
    east     real    not null,
    north    real    not null,
    sketch   integer not null check (sketch in (0, 1))
) strict;

-- A building's area_code is its own code; of roads and water it is the community's.
create table map_features (
    id        integer primary key,
    kind      text    not null check (kind in ('road', 'building', 'water')),
    area_code integer not null,
    name      text,
    geometry  text    not null,
    west      real    not null,
    south     real    not null,
    east      real    not null,
    north     real    not null,
    sketch    integer not null check (sketch in (0, 1))
) strict;
create index map_features_area on map_features (area_code);
