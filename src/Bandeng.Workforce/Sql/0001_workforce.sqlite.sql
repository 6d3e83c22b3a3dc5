-- Records of those who work for a community: never ethnicity, religion or politics. Days are last days, included.
create table workers (
    id            text   primary key,
    person_id     text   not null unique,
    area_code     integer not null,
    born_year     integer not null check (born_year between 1920 and 2020),
    schooling     text   not null check (schooling in ('Primary', 'Middle', 'High', 'College', 'Bachelor', 'Master')),
    employed_from text   not null,
    employed_to   text   check (employed_to >= employed_from),
    version       integer not null
) strict;
create index workers_area on workers (area_code, id);
create table worker_certificates (
    id        text primary key,
    worker_id text not null references workers (id),
    name      text not null,
    got_on    text not null,
    valid_to  text check (valid_to >= got_on)
) strict;
create index worker_certificates_of on worker_certificates (worker_id, got_on);

-- Pay by month in fen, each of its five parts by itself.
create table worker_pay (
    id        text   primary key,
    worker_id text   not null references workers (id),
    month     text   not null,
    part      text   not null check (part in ('Base', 'Performance', 'Tenure', 'Pension', 'Reward')),
    fen       integer not null check (fen >= 0),
    version   integer not null,
    unique (worker_id, month, part)
) strict;

-- How many persons an average covers at least, and how far (in fen) one person's pay must stay unknown; dated settings.
create table pay_settings (
    valid_from    text   primary key,
    min_persons   integer not null check (min_persons >= 3),
    uncertain_fen integer not null check (uncertain_fen >= 0)
) strict;
insert into pay_settings (valid_from, min_persons, uncertain_fen) values ('2000-01-01', 5, 50000);

-- Averages of a month, released once and never changed: a second answer about the same month could be subtracted from the first.
create table pay_releases (
    id          text   primary key,
    month       text   not null,
    area_code   integer not null,
    released_at integer not null,
    unique (month, area_code)
) strict;
create table pay_averages (
    release_id text   not null references pay_releases (id),
    area_code  integer not null,
    persons    integer not null,
    fen        integer not null,
    primary key (release_id, area_code)
) strict;
create trigger pay_averages_unchanged before update on pay_averages
begin select raise(abort, 'averages are released once'); end;
create trigger pay_averages_stay before delete on pay_averages
begin select raise(abort, 'averages are released once'); end;
create trigger pay_releases_unchanged before update on pay_releases
begin select raise(abort, 'averages are released once'); end;
create trigger pay_releases_stay before delete on pay_releases
begin select raise(abort, 'averages are released once'); end;
