create table texts (
    id            text primary key,
    subject_id    text not null,
    salt          text,
    body          text,
    erased_at     integer,
    erased_ground text,
    check ((body is null) = (erased_at is not null) and (salt is null) = (erased_at is not null))
) strict;
create index texts_subject on texts (subject_id);

create trigger texts_only_erased before update on texts
when new.erased_at is null or old.erased_at is not null or new.id <> old.id or new.subject_id <> old.subject_id
begin select raise(abort, 'a text is kept or erased, never changed'); end;
create trigger texts_stay before delete on texts
begin select raise(abort, 'an erased text leaves a tombstone'); end;

create table chain_heads (
    chain integer primary key,
    seq   integer not null,
    hash  text    not null
) strict;

create table trail_events (
    chain        integer not null,
    seq          integer not null,
    id           text    not null unique,
    subject_kind text    not null,
    subject_id   text    not null,
    action       text    not null,
    from_state   text,
    to_state     text,
    actor_id     text,
    post_id      text,
    at           integer not null,
    words        text    not null,
    facts        text    not null,
    prev_hash    text    not null,
    hash         text    not null,
    primary key (chain, seq)
) strict;
create index trail_events_subject on trail_events (subject_id, at);

create trigger trail_events_unchanged before update on trail_events
begin select raise(abort, 'the trail is append-only'); end;
create trigger trail_events_stay before delete on trail_events
begin select raise(abort, 'the trail is append-only'); end;
