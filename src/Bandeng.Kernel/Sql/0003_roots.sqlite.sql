-- The heads of all chains, gathered once a day under one root that everybody may keep.
create table chain_roots (
    day         text    primary key,
    gathered_at integer not null,
    chains      integer not null check (chains > 0),
    hash        text    not null,
    signature   text    not null
) strict;

create table chain_root_leaves (
    day   text    not null references chain_roots (day) deferrable initially deferred,
    place integer not null,
    chain integer not null,
    seq   integer not null,
    hash  text    not null,
    primary key (day, place)
) strict, without rowid;
create index chain_root_leaves_chain on chain_root_leaves (chain, day);

create trigger chain_roots_stay before update on chain_roots begin select raise(abort, 'a root is kept as it is'); end;
create trigger chain_roots_kept before delete on chain_roots begin select raise(abort, 'a root is kept as it is'); end;
create trigger chain_root_leaves_stay before update on chain_root_leaves begin select raise(abort, 'a root is kept as it is'); end;
create trigger chain_root_leaves_kept before delete on chain_root_leaves begin select raise(abort, 'a root is kept as it is'); end;

-- Which node does what only one may do, and until when.
create table turns (
    job    text    primary key,
    holder text    not null,
    until  integer not null
) strict;
