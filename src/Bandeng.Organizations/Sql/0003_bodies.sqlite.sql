-- The kinds of bodies that places really have; a temporary branch says what for and where. SQLite cannot change a
-- check: the rows wait in a copy until the table is made anew.
pragma defer_foreign_keys = on;
create table bodies_waiting as select * from bodies;
drop table bodies;
create table bodies (
    id            text    primary key,
    name          text    not null,
    kind          text    not null check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other', 'WideCommittee', 'Branch', 'EstateBranch', 'TemporaryBranch',
                      'GridGroup', 'CentreHousehold', 'CourtyardGroup', 'CourtyardCouncil', 'Cooperative', 'OwnersCommittee',
                      'SocialOrganization', 'Volunteers', 'TaskForce')),
    area_code     integer not null,
    parent_id     text    references bodies (id),
    phone         text,
    takes_matters integer not null check (takes_matters in (0, 1)),
    valid_from    text    not null,
    valid_to      text,
    version       integer not null,
    purpose       text,
    place         text,
    check (valid_to is null or valid_to >= valid_from),
    check (kind <> 'TemporaryBranch' or (purpose is not null and place is not null and valid_to is not null))
) strict;
insert into bodies (id, name, kind, area_code, parent_id, phone, takes_matters, valid_from, valid_to, version)
select id, name, kind, area_code, parent_id, phone, takes_matters, valid_from, valid_to, version from bodies_waiting;
drop table bodies_waiting;
create index bodies_name on bodies (name, id);
create index bodies_parent on bodies (parent_id) where parent_id is not null;

-- Bodies that sit in a wide committee without being below it (大工委 1+X). valid_to is the last day, included.
create table body_partners (
    body_id    text not null references bodies (id),
    partner_id text not null references bodies (id),
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (body_id, partner_id, valid_from),
    check (body_id <> partner_id)
) strict;
create index body_partners_partner on body_partners (partner_id);

-- How the post is called here: 第一书记, 专职副书记.
alter table posts add column title text;

-- What other modules may read: every post with its holder's name. valid_to is the last day, included.
create view post_facts as
    select o.id, o.person_id, p.display_name as name, o.role, o.title, o.area_code, o.body_id, o.valid_from, o.valid_to, o.version
    from posts o join people p on p.id = o.person_id;
