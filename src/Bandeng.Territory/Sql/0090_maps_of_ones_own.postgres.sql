-- An outline holds from a day on; the version counts its changes, so that a stale form is told. What held before it stands in
-- former_outlines, valid_to being the first day on which it was no more.
alter table area_outlines add column valid_from text not null default '2022-01-01';
alter table area_outlines add column version bigint not null default 1;
update area_outlines set valid_from = coalesce(
    (select max(a.valid_from) from areas a where a.code = area_outlines.code and a.valid_to is null), valid_from);

create table former_outlines (
    code       bigint not null,
    geometry   text   not null,
    west       double precision not null,
    south      double precision not null,
    east       double precision not null,
    north      double precision not null,
    valid_from text   not null,
    valid_to   text   not null check (valid_to > valid_from),
    primary key (code, valid_from)
);

-- Of what lies in one community the area_code is the community's, of what crosses a border that of the area around both.
-- The class is that of OpenStreetMap, null where nobody told it. The source is the file of which a newer one takes the place.
delete from map_features where kind = 'building';
alter table map_features drop constraint map_features_kind_check;
alter table map_features add constraint map_features_kind_check check (kind in ('road', 'rail', 'water', 'wall'));
alter table map_features add column class text;
alter table map_features add column tunnel bigint not null default 0 check (tunnel in (0, 1));
alter table map_features add column source text not null default 'sketch';
alter table map_features alter column source drop default;
create index map_features_source on map_features (source);
