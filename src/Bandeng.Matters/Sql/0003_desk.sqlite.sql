create table desk_views (
    id        text    primary key,
    person_id text    not null,
    name      text    not null,
    query     text    not null,
    saved_at  integer not null
) strict;
create unique index desk_views_name on desk_views (person_id, name);

create table desk_runs (
    id        text    primary key,
    person_id text    not null,
    act       text    not null,
    at        integer not null,
    result    text
) strict;

create table reply_templates (
    id            text    primary key,
    area_code     integer not null,
    category_code text,
    name          text    not null,
    body          text    not null,
    written_by    text    not null,
    written_at    integer not null,
    retired_at    integer
) strict;
create index reply_templates_area on reply_templates (area_code) where retired_at is null;

-- What is due next, of everything that is open: the order of the desk. Queries/DeskDue.cs repeats it word for word.
create index matters_desk on matters (
    (case
        when case when stage in ('Checked', 'Answered') then null else outer_due_at end
            < case when stage in ('Dispatched', 'Accepted')
                then case when asked_at is null then due_at end else stage_due_at end
        then outer_due_at
        else coalesce(
            case when stage in ('Dispatched', 'Accepted')
                then case when asked_at is null then due_at end else stage_due_at end,
            case when stage in ('Checked', 'Answered') then null else outer_due_at end,
            253402300799000)
    end),
    id, area_code, stage, held_level)
where stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn');

create index matters_exclusion on matters (area_code, raised_at) where exclusion is not null;
create index matters_sent on matters (dispatched_by, dispatched_at) where stage = 'Dispatched';
