-- What a proposal was asked to keep, and whether it divides into grids or into courtyards.
alter table grid_plans add column kind text not null default 'Grid' check (kind in ('Grid', 'Courtyard'));
alter table grid_plans add column wishes text not null default '{}';

-- A division that is being reckoned, or was: one a community. The node that reckons writes how far it is; any node may ask
-- it to stop and take what there is, or to drop it.
create table grid_runs (
    area_code  bigint primary key,
    kind       text not null check (kind in ('Grid', 'Courtyard')),
    least      bigint not null,
    most       bigint not null,
    seconds    bigint not null,
    wishes     text not null,
    state      text not null check (state in ('Running', 'Stopping', 'Dropping', 'Done', 'Dropped', 'Refused')),
    done       double precision not null check (done between 0 and 1),
    code       text,
    message    text,
    run_id     uuid not null,
    started_at bigint not null,
    beat_at    bigint not null
);
