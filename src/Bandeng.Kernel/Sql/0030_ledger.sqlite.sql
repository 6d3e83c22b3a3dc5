-- 账: accounts with a unit, and entries that are never changed; a mistake is mended by a counter-entry.
create table ledger_accounts (
    id        text    primary key,
    kind      text    not null,
    unit      text    not null,
    owner_id  text    not null,
    area_code integer not null,
    opened_at integer not null,
    unique (kind, owner_id, area_code)
) strict;
create table ledger_entries (
    id          text    primary key,
    account_id  text    not null references ledger_accounts (id),
    amount      integer not null check (amount <> 0),
    day         text    not null,
    subject_id  text    not null,
    counters_id text    unique references ledger_entries (id),
    at          integer not null
) strict;
create index ledger_entries_account on ledger_entries (account_id, day);
create trigger ledger_entries_unchanged before update on ledger_entries
begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_entries_stay before delete on ledger_entries
begin select raise(abort, 'the ledger is append-only'); end;
