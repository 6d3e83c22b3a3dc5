-- Which building goes to which grid, as the engine proposed it and a clerk changed it; then the decision that adopted it.
create table grid_plans (
    id              uuid   primary key,
    area_code       bigint not null,
    style           text   not null check (style in ('Near', 'Fresh', 'Small')),
    least           bigint not null,
    most            bigint not null,
    assignment      text   not null,
    moved           bigint not null,
    created_at      bigint not null,
    decision_number text,
    decided_on      text,
    objections_from text,
    objections_to   text,
    valid_from      text,
    adopted         text,
    version         bigint not null,
    check ((decision_number is null) = (valid_from is null) and (decision_number is null) = (adopted is null)
        and (decision_number is null) = (decided_on is null) and (decision_number is null) = (objections_to is null)),
    check (objections_to > objections_from)
);
create index grid_plans_area on grid_plans (area_code, created_at);
