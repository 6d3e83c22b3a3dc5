-- What is open in a community is chosen by category and age in the index alone.
drop index matters_stage;
create index matters_stage on matters (stage, area_code, stage_due_at, raised_at, category_code, id);

-- The inbox of one community: what is open there, with what is due about it.
create index matters_desk_near on matters (
    area_code,
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
    id, stage, held_level)
where stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn');
