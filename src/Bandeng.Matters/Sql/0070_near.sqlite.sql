-- What is open in a community is chosen by category and age in the index alone.
drop index matters_stage;
create index matters_stage on matters (stage, area_code, stage_due_at, raised_at, category_code, id);

-- The inbox of one community: what is open there, with all that says what is due about it.
create index matters_desk_near on matters (
    area_code, stage, asked_at, due_at, stage_due_at, outer_due_at, held_level, id)
where stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn');
