-- What the raiser wrote of courts or discipline, once it was routed out: read by the raiser alone.
alter table matters add column sealed_title_id text references texts (id) deferrable initially deferred;
alter table matters add column sealed_detail_id text references texts (id) deferrable initially deferred;
