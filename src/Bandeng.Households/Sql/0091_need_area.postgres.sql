-- The community that a consent was given to: who moves to another one is asked anew there.
alter table needs add column area_code bigint not null default 0;
update needs set area_code = coalesce(
    (select e.chain from trail_events e where e.subject_id = needs.id and e.action = 'need.enter'),
    (select max(d.area_code / 1000000 * 1000000) from household_members m join households h on h.id = m.household_id
        join dwelling_facts d on d.id = h.dwelling_id where m.resident_id = needs.resident_id),
    0);

-- One row a household and kind, while a consent counts, where it was given.
drop view need_facts;
create view need_facts as
    select n.id, n.kind, m.household_id, h.building_id, n.valid_from, n.ends_on, n.ended_on
    from needs n join household_members m on m.resident_id = n.resident_id join households h on h.id = m.household_id
        join dwelling_facts d on d.id = h.dwelling_id and d.area_code between n.area_code and n.area_code + 999999
    where m.valid_from <= coalesce(n.ended_on, n.ends_on) and (m.valid_to is null or m.valid_to > n.valid_from);
