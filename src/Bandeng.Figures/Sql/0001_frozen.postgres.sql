create table frozen_months (
    id        uuid   primary key,
    month     text   not null check (month like '____-__'),
    area_code bigint not null,
    frozen_at bigint not null,
    frozen_by uuid   not null
);
create unique index frozen_months_once on frozen_months (area_code, month);

create table frozen_figures (
    month_id           uuid   not null references frozen_months (id) deferrable initially deferred,
    figure             text   not null,
    figure_version     bigint not null,
    denominator        bigint not null,
    numerator          bigint not null,
    denominator_before bigint not null,
    numerator_before   bigint not null,
    duration           bigint,
    primary key (month_id, figure)
);

create trigger frozen_figures_stay before update or delete on frozen_figures
for each row execute function refuse_change();
create trigger frozen_figures_whole before truncate on frozen_figures
for each statement execute function refuse_change();
