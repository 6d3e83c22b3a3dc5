-- Who takes the open work of a body that ends; and since when what rested on a body or a post that is over has been
-- handed on: once, whichever node comes to it.
alter table bodies add column heir_id text references bodies (id);
alter table bodies add column settled_at integer;
alter table posts add column settled_at integer;
create index bodies_unsettled on bodies (valid_to) where settled_at is null and valid_to is not null;
create index posts_unsettled on posts (valid_to) where settled_at is null and valid_to is not null;
