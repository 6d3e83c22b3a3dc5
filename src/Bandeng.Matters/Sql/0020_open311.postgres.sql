-- With which key of Open311 a matter came in: that key alone reads its words before they are let out.
create table open311_requests (
    matter_id uuid primary key references matters (id) deferrable initially deferred,
    token_id  uuid not null,
    aside_id  uuid references texts (id) deferrable initially deferred
);
create index open311_requests_token on open311_requests (token_id);
