-- Tables whose headings stand beside the cells: 户数 | ___ | 人口数 | ___. Each heading names its own source.
alter table sheet_tables add column beside boolean not null default false;
