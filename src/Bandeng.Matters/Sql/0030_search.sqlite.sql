-- What matters are searched by: pairs of neighbouring characters, as Search/Grams.cs makes them. The number of a row
-- begins with the moment of raising, so that hits come from the newest on. What is deleted is gone from the index at once.
create table matter_search (
    doc       integer primary key,
    matter_id text    not null unique references matters (id) deferrable initially deferred,
    area_code integer not null
) strict;

create virtual table matter_search_grams using fts5 (title, body, raiser, guarded, marks, tokenize = 'ascii');
insert into matter_search_grams (matter_search_grams, rank) values ('secure-delete', 1);
insert into matter_search_grams (matter_search_grams, rank) values ('automerge', 16);
insert into matter_search_grams (matter_search_grams, rank) values ('hashsize', 16777216);

-- What goes on with an earlier matter shares its words.
create index matters_continues on matters (continues) where continues is not null;

-- How far the filling with what was there before has come; no row: nothing is left to fill.
create table matter_search_filling (
    after_id text primary key
) strict;
insert into matter_search_filling (after_id) values ('00000000-0000-0000-0000-000000000000');
