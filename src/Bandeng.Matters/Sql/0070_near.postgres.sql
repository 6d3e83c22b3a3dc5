-- What is open in a community is chosen by category and age in the index alone.
drop index matters_stage;
create index matters_stage on matters (stage, area_code, stage_due_at) include (raised_at, category_code, id);
