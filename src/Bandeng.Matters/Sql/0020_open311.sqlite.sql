-- With which key of Open311 a matter came in: that key alone reads its words before they are let out.
create table open311_requests (
    matter_id text primary key references matters (id) deferrable initially deferred,
    token_id  text not null,
    aside_id  text references texts (id) deferrable initially deferred
) strict;
create index open311_requests_token on open311_requests (token_id);
