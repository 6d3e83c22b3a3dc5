-- How each person wants to be told, and one unread line a matter however often something happens in it.
alter table notices add column kind text not null default 'Account' check (kind in ('Progress', 'Work', 'Account'));
alter table notices add column about text;
alter table notices add column earlier integer not null default 0;
alter table notices add column is_inner integer not null default 1;
update notices set kind = 'Progress', about = link where link like '/matters/%';
update notices set read_at = at
where read_at is null and about is not null and exists (
    select 1 from notices newer
    where newer.person_id = notices.person_id and newer.about = notices.about and newer.read_at is null
        and (newer.at > notices.at or newer.at = notices.at and newer.id > notices.id));
create unique index notices_once on notices (person_id, about) where read_at is null;

-- What stands in no line here is told on the page alone.
create table notice_ways (
    person_id text not null references people (id),
    kind      text not null check (kind in ('Progress', 'Work', 'Account')),
    way       text not null check (way in ('Sms', 'Mail', 'Digest')),
    primary key (person_id, kind)
) strict;

-- When the next daily mail of a person is due, up to when the last one told, and on which day it left.
create table digests (
    person_id  text    primary key references people (id),
    hour       integer not null check (hour between 0 and 23),
    due_at     integer not null,
    told_until integer not null,
    sent_day   text
) strict;
create index digests_due on digests (due_at, person_id);
