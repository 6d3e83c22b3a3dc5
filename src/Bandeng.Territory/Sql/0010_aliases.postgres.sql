-- What else people call a place, separated by 、.
alter table places add column aliases text;
