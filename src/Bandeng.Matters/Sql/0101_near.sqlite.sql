-- The inbox of one community in order of what is due: read from its head, without what a hundred others owe.
drop index matters_desk_near;
create index matters_desk_near on matters (
    (area_code / 1000000),
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
