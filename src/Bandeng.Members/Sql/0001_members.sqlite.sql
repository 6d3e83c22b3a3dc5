-- 双报到: who lives here and works elsewhere, and units, sign in at the community. What makes somebody a member is the dated
-- post that the branch's body enters; this table only says that they asked, and what came of it.
create table member_reports (
    id           text   primary key,
    person_id    text   not null,
    unit_id      text,
    area_code    integer not null,
    state        text   not null check (state in ('Asked', 'Confirmed', 'Declined', 'Withdrawn', 'Ended')),
    home_unit    text   not null,
    wish_id      text   not null,
    skills_id    text,
    minutes_week integer not null check (minutes_week between 0 and 10080),
    asked_on     text   not null,
    decided_on   text,
    branch_id    text,
    post_id      text,
    version      integer not null,
    check (state not in ('Confirmed', 'Ended') or branch_id is not null)
) strict;
create unique index member_reports_open on member_reports (person_id, area_code, (coalesce(cast(unit_id as text), '')))
    where state in ('Asked', 'Confirmed');
create index member_reports_area on member_reports (area_code, state);
create index member_reports_post on member_reports (post_id) where post_id is not null;

-- Service as the host enters it; it counts once confirmed, and is then in the ledger.
create table service_entries (
    id          text   primary key,
    report_id   text   not null references member_reports (id),
    area_code   integer not null,
    on_day      text   not null,
    activity_id text   not null,
    minutes     integer not null check (minutes between 1 and 1440),
    state       text   not null check (state in ('Entered', 'Confirmed', 'Refused', 'Countered')),
    entered_by  text,
    ledger_id   text,
    version     integer not null,
    check (state not in ('Confirmed', 'Countered') or ledger_id is not null)
) strict;
create index service_entries_report on service_entries (report_id, on_day);

-- What other modules may read: confirmed service, never by name.
create view service_facts as
    select e.id, e.area_code, e.on_day, e.minutes, r.branch_id from service_entries e join member_reports r on r.id = e.report_id
    where e.state = 'Confirmed';
