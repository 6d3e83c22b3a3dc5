-- Where somebody is signed in. The cookie names a session; one that is not here, or of an older stamp, counts for nothing.
create table sessions (
    id        uuid    primary key,
    person_id uuid    not null references people (id),
    stamp     text    not null,
    browser   text    not null,
    system    text    not null,
    since     bigint  not null,
    seen_at   bigint  not null
);
create index sessions_person on sessions (person_id, seen_at);
