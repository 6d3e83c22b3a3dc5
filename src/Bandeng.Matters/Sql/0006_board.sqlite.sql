-- The public board walks it from the newest and reads area, stage and type without opening the matter.
create index matters_board on matters (raised_at, id, area_code, stage, request_type, category_code)
    where stage not in ('Merged', 'Withdrawn');
create index matters_shown on matters (closed_at, area_code) where stage = 'Settled' and let_out_at is not null;
