-- Moved by every change of a body or of what it serves, so that every node notices that what it remembers is old.
create table bodies_version (
    id      bigint primary key check (id = 1),
    version bigint not null
);
insert into bodies_version values (1, 1);

create function bodies_moved() returns trigger language plpgsql as $$
begin
    update bodies_version set version = version + 1 where id = 1;
    return null;
end $$;
create trigger bodies_moved after insert or update or delete or truncate on bodies
    for each statement execute function bodies_moved();
create trigger body_areas_moved after insert or update or delete or truncate on body_areas
    for each statement execute function bodies_moved();
