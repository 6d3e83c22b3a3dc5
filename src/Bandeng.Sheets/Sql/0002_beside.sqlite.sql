-- Tables whose headings stand beside the cells: 户数 | ___ | 人口数 | ___. Each heading names its own source.
alter table sheet_tables add column beside integer not null default 0 check (beside in (0, 1));
