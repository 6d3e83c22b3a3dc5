-- Moved by every change of a body or of what it serves, so that every node notices that what it remembers is old.
create table bodies_version (
    id      integer primary key check (id = 1),
    version bigint not null
);
insert into bodies_version values (1, 1);

create trigger bodies_moved_by_insert after insert on bodies
begin update bodies_version set version = version + 1 where id = 1; end;

create trigger bodies_moved_by_update after update on bodies
begin update bodies_version set version = version + 1 where id = 1; end;

create trigger bodies_moved_by_delete after delete on bodies
begin update bodies_version set version = version + 1 where id = 1; end;

create trigger body_areas_moved_by_insert after insert on body_areas
begin update bodies_version set version = version + 1 where id = 1; end;

create trigger body_areas_moved_by_update after update on body_areas
begin update bodies_version set version = version + 1 where id = 1; end;

create trigger body_areas_moved_by_delete after delete on body_areas
begin update bodies_version set version = version + 1 where id = 1; end;
