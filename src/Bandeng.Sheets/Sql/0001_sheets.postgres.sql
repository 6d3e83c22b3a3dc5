-- A form of an office: a blank table that is filled for any area inside its own and for any period.
create table sheet_forms (
    id         uuid    primary key,
    area_code  bigint not null,
    name       text    not null check (name <> ''),
    created_at bigint not null,
    retired_at bigint,
    version    bigint not null
);
create index sheet_forms_area on sheet_forms (area_code) where retired_at is null;

-- Each upload of its blank; the file lies in the data folder under this id. Filled is the newest that was bound.
create table sheet_versions (
    id          uuid    primary key,
    form_id     uuid    not null references sheet_forms (id) deferrable initially deferred,
    number      bigint not null check (number > 0),
    format      text    not null check (format in ('Xlsx', 'Xls')),
    file_name   text    not null,
    size        bigint not null,
    sha256      text    not null,
    uploaded_at bigint not null,
    bound_at    bigint,
    version     bigint not null
);
create unique index sheet_versions_number on sheet_versions (form_id, number);

-- The tables in its sheets, and what their headings are bound to. A term is what a heading asks for, whatever its words.
create table sheet_tables (
    version_id  uuid    not null references sheet_versions (id) deferrable initially deferred,
    sheet       bigint not null,
    source      text    not null,
    head_top    bigint not null check (head_top > 0),
    head_bottom bigint not null check (head_bottom >= head_top),
    primary key (version_id, sheet)
);

create table sheet_columns (
    version_id uuid    not null references sheet_versions (id) deferrable initially deferred,
    sheet      bigint not null,
    place      bigint not null check (place > 0),
    heading    text    not null,
    field      text,
    term       text    not null,
    primary key (version_id, sheet, place)
);
create index sheet_columns_term on sheet_columns (term);

-- How often a form was filled: for which area, by which office. Who did it stands on the trail alone.
create table sheet_fills (
    id          uuid    primary key,
    form_id     uuid    not null references sheet_forms (id) deferrable initially deferred,
    version_id  uuid    not null references sheet_versions (id) deferrable initially deferred,
    area_code   bigint not null,
    office_code bigint not null,
    body_id     uuid,
    first_day   text    not null,
    last_day    text    not null check (last_day >= first_day),
    filled_at   bigint not null,
    row_count   bigint not null,
    empty_cells bigint not null,
    opened      boolean not null
);
create index sheet_fills_form on sheet_fills (form_id, filled_at);
create index sheet_fills_area on sheet_fills (area_code, filled_at);
