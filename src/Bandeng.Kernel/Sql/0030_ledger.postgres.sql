-- 账: accounts with a unit, and entries that are never changed; a mistake is mended by a counter-entry.
create table ledger_accounts (
    id        uuid   primary key,
    kind      text   not null,
    unit      text   not null,
    owner_id  uuid   not null,
    area_code bigint not null,
    opened_at bigint not null,
    unique (kind, owner_id, area_code)
);
create table ledger_entries (
    id          uuid   primary key,
    account_id  uuid   not null references ledger_accounts (id),
    amount      bigint not null check (amount <> 0),
    day         text   not null,
    subject_id  uuid   not null,
    counters_id uuid   unique references ledger_entries (id),
    at          bigint not null
);
create index ledger_entries_account on ledger_entries (account_id, day);
create trigger ledger_entries_unchanged before update or delete on ledger_entries for each row execute function refuse_change();
create trigger ledger_entries_whole before truncate on ledger_entries for each statement execute function refuse_change();
