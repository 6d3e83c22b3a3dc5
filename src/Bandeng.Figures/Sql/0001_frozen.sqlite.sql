create table frozen_months (
    id        text    primary key,
    month     text    not null check (month like '____-__'),
    area_code integer not null,
    frozen_at integer not null,
    frozen_by text    not null
) strict;
create unique index frozen_months_once on frozen_months (area_code, month);

create table frozen_figures (
    month_id           text    not null references frozen_months (id) deferrable initially deferred,
    figure             text    not null,
    figure_version     integer not null,
    denominator        integer not null,
    numerator          integer not null,
    denominator_before integer not null,
    numerator_before   integer not null,
    duration           integer,
    primary key (month_id, figure)
) strict;

create trigger frozen_figures_stay before update on frozen_figures
begin select raise(abort, 'a frozen month does not change'); end;
create trigger frozen_figures_kept before delete on frozen_figures
begin select raise(abort, 'a frozen month does not change'); end;
