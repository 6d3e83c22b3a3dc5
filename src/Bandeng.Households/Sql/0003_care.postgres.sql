-- Which linked-household head looks after a household, from a day to a day: one at a time. post_id is a post of the
-- organizations. valid_to is the first day on which it is no more.
create table care_links (
    id           uuid   primary key,
    household_id uuid   not null references households (id),
    post_id      uuid   not null,
    valid_from   text   not null,
    valid_to     text   check (valid_to > valid_from),
    version      bigint not null
);
create unique index care_links_one on care_links (household_id) where valid_to is null;
create index care_links_household on care_links (household_id, valid_from);
create index care_links_post on care_links (post_id);
