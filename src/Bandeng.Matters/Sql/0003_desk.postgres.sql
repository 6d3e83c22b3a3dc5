create table desk_views (
    id        uuid    primary key,
    person_id uuid    not null,
    name      text    not null,
    query     text    not null,
    saved_at  bigint not null
);
create unique index desk_views_name on desk_views (person_id, name);

create table desk_runs (
    id        uuid    primary key,
    person_id uuid    not null,
    act       text    not null,
    at        bigint not null,
    result    text
);

create table reply_templates (
    id            uuid    primary key,
    area_code     bigint not null,
    category_code text,
    name          text    not null,
    body          text    not null,
    written_by    uuid    not null,
    written_at    bigint not null,
    retired_at    bigint
);
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
