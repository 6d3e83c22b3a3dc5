create table texts (
    id            uuid primary key,
    subject_id    uuid not null,
    salt          text,
    body          text,
    erased_at     bigint,
    erased_ground text,
    check ((body is null) = (erased_at is not null) and (salt is null) = (erased_at is not null))
);
create index texts_subject on texts (subject_id);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '%: append-only', tg_table_name; end $$;

create trigger texts_only_erased before update on texts for each row
when (new.erased_at is null or old.erased_at is not null or new.id <> old.id or new.subject_id <> old.subject_id)
execute function refuse_change();
create trigger texts_stay before delete on texts for each row execute function refuse_change();
create trigger texts_whole before truncate on texts for each statement execute function refuse_change();

create table chain_heads (
    chain bigint primary key,
    seq   bigint not null,
    hash  text   not null
);

create table trail_events (
    chain        bigint not null,
    seq          bigint not null,
    id           uuid   not null unique,
    subject_kind text   not null,
    subject_id   uuid   not null,
    action       text   not null,
    from_state   text,
    to_state     text,
    actor_id     uuid,
    post_id      uuid,
    at           bigint not null,
    words        text   not null,
    facts        text   not null,
    prev_hash    text   not null,
    hash         text   not null,
    primary key (chain, seq)
);
create index trail_events_subject on trail_events (subject_id, at);

create trigger trail_events_unchanged before update or delete on trail_events
for each row execute function refuse_change();
create trigger trail_events_whole before truncate on trail_events for each statement execute function refuse_change();
