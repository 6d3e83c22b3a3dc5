-- The document by which an area went into another, as the area's page names it.
alter table areas add column merge_decision text;

-- A code on a wall is asked for after its building got another.
create index place_codes_code on place_codes (area_code);
