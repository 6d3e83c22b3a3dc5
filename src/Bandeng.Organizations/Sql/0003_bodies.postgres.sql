-- The kinds of bodies that places really have; a temporary branch says what for and where.
alter table bodies drop constraint bodies_kind_check;
alter table bodies add constraint bodies_kind_check check (kind in ('Office', 'Committee', 'Department', 'Property', 'Other', 'WideCommittee', 'Branch', 'EstateBranch', 'TemporaryBranch',
                      'GridGroup', 'CentreHousehold', 'CourtyardGroup', 'CourtyardCouncil', 'Cooperative', 'OwnersCommittee',
                      'SocialOrganization', 'Volunteers', 'TaskForce'));
alter table bodies add column purpose text;
alter table bodies add column place text;
alter table bodies add constraint bodies_temporary
    check (kind <> 'TemporaryBranch' or (purpose is not null and place is not null and valid_to is not null));
create index bodies_parent on bodies (parent_id) where parent_id is not null;

-- Bodies that sit in a wide committee without being below it (大工委 1+X). valid_to is the last day, included.
create table body_partners (
    body_id    uuid not null references bodies (id),
    partner_id uuid not null references bodies (id),
    valid_from text not null,
    valid_to   text check (valid_to >= valid_from),
    primary key (body_id, partner_id, valid_from),
    check (body_id <> partner_id)
);
create index body_partners_partner on body_partners (partner_id);

-- How the post is called here: 第一书记, 专职副书记.
alter table posts add column title text;

-- What other modules may read: every post with its holder's name. valid_to is the last day, included.
create view post_facts as
    select o.id, o.person_id, p.display_name as name, o.role, o.title, o.area_code, o.body_id, o.valid_from, o.valid_to, o.version
    from posts o join people p on p.id = o.person_id;
