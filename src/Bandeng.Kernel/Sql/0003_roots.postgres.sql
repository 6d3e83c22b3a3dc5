-- The heads of all chains, gathered once a day under one root that everybody may keep.
create table chain_roots (
    day         text   primary key,
    gathered_at bigint not null,
    chains      bigint not null check (chains > 0),
    hash        text   not null,
    signature   text   not null
);

create table chain_root_leaves (
    day   text   not null references chain_roots (day) deferrable initially deferred,
    place bigint not null,
    chain bigint not null,
    seq   bigint not null,
    hash  text   not null,
    primary key (day, place)
);
create index chain_root_leaves_chain on chain_root_leaves (chain, day);

create trigger chain_roots_stay before update or delete on chain_roots for each row execute function refuse_change();
create trigger chain_roots_whole before truncate on chain_roots for each statement execute function refuse_change();
create trigger chain_root_leaves_stay before update or delete on chain_root_leaves for each row execute function refuse_change();
create trigger chain_root_leaves_whole before truncate on chain_root_leaves for each statement execute function refuse_change();

-- Which node does what only one may do, and until when.
create table turns (
    job    text   primary key,
    holder text   not null,
    until  bigint not null
);
