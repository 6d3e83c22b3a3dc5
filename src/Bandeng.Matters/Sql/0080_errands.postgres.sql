-- 代办 are few among many matters, and are counted by the day they were taken on and the day they were over.
create index matters_errands_raised on matters (raised_at) where kind = 'errand';
create index matters_errands_closed on matters (closed_at) where kind = 'errand' and closed_at is not null;
