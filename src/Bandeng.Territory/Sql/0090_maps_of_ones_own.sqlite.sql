-- An outline holds from a day on; the version counts its changes, so that a stale form is told. What held before it stands in
-- former_outlines, valid_to being the first day on which it was no more.
alter table area_outlines add column valid_from text not null default '2022-01-01';
alter table area_outlines add column version integer not null default 1;
update area_outlines set valid_from = coalesce(
    (select max(a.valid_from) from areas a where a.code = area_outlines.code and a.valid_to is null), valid_from);

create table former_outlines (
    code       integer not null,
    geometry   text    not null,
    west       real not null,
    south      real not null,
    east       real not null,
    north      real not null,
    valid_from text    not null,
    valid_to   text    not null check (valid_to > valid_from),
    primary key (code, valid_from)
) strict, without rowid;

-- Of what lies in one community the area_code is the community's, of what crosses a border that of the area around both.
-- The class is that of OpenStreetMap, null where nobody told it. The source is the file of which a newer one takes the place.
create table map_features_wide (
    id        integer primary key,
    kind      text    not null check (kind in ('road', 'rail', 'water', 'wall')),
    class     text,
    area_code integer not null,
    name      text,
    tunnel    integer not null default 0 check (tunnel in (0, 1)),
    geometry  text    not null,
    west      real    not null,
    south     real    not null,
    east      real    not null,
    north     real    not null,
    sketch    integer not null check (sketch in (0, 1)),
    source    text    not null
) strict;
insert into map_features_wide (id, kind, area_code, name, geometry, west, south, east, north, sketch, source)
    select id, kind, area_code, name, geometry, west, south, east, north, sketch, 'sketch' from map_features where kind <> 'building';
drop table map_features;
alter table map_features_wide rename to map_features;
create index map_features_area on map_features (area_code);
create index map_features_source on map_features (source);
