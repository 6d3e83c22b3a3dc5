-- What matters are searched by: the folded words, and pairs of neighbouring characters, as Search/Grams.cs makes them.
-- The number of a row begins with the moment of raising, so that it sorts by it.
create table matter_search (
    doc        bigint   primary key,
    matter_id  uuid     not null unique references matters (id) deferrable initially deferred,
    area_code  bigint   not null,
    title      text     not null,
    body       text     not null,
    raiser     text     not null,
    guarded    text     not null,
    head_grams tsvector not null,
    grams      tsvector not null
);
create index matter_search_area on matter_search (area_code, doc);
create index matter_search_head on matter_search using gin (head_grams);
create index matter_search_all on matter_search using gin (grams);

-- What goes on with an earlier matter shares its words.
create index matters_continues on matters (continues) where continues is not null;

-- How far the filling with what was there before has come; no row: nothing is left to fill.
create table matter_search_filling (
    after_id uuid primary key
);
insert into matter_search_filling (after_id) values ('00000000-0000-0000-0000-000000000000');
