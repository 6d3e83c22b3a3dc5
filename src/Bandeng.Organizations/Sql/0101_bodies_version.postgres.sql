-- Moved by every change of a body or of what it serves, so that every node notices that what it remembers is old.
create table bodies_version (
    id      bigint primary key check (id = 1),
    version bigint not null
);
insert into bodies_version values (1, 1);

-- Once in a transaction and at its end: held earlier, the row could be waited for by somebody for whom this one waits.
create function bodies_moved() returns trigger language plpgsql as $$
begin
    update bodies_version set version = version + 1 where id = 1 and xmin <> pg_current_xact_id()::xid;
    return null;
end $$;
create constraint trigger bodies_moved after insert or update or delete on bodies
    deferrable initially deferred for each row execute function bodies_moved();
create constraint trigger body_areas_moved after insert or update or delete on body_areas
    deferrable initially deferred for each row execute function bodies_moved();
