-- 佐证: what goes with an application for exclusion, inside the office.
create table matter_files_proof (
    id         text    primary key,
    matter_id  text    not null references matters (id) deferrable initially deferred,
    name       text    not null,
    media_type text    not null,
    size       integer not null check (size between 1 and 10485760),
    moment     text    not null check (moment in ('Raised', 'Before', 'After', 'Paper', 'Proof')),
    added_by   text,
    added_at   integer not null,
    let_out_at integer
) strict;
insert into matter_files_proof
select id, matter_id, name, media_type, size, moment, added_by, added_at, let_out_at from matter_files;
drop table matter_files;
alter table matter_files_proof rename to matter_files;
create index matter_files_matter on matter_files (matter_id);
