-- What leaves the house: claimed by one node for a while, tried again with growing waits, given up in the end.
create table outbox_leaving (
    id            text    primary key,
    channel       text    not null check (channel in ('Sms', 'Mail', 'Hook')),
    kind          text    not null,
    recipient     text    not null,
    message       text    not null,
    hook_id       text,
    at            integer not null,
    due_at        integer not null,
    claimed_by    text,
    claimed_until integer,
    attempts      integer not null,
    sent_at       integer,
    given_up_at   integer,
    last_error    text
) strict;
insert into outbox_leaving (id, channel, kind, recipient, message, at, due_at, attempts, sent_at, given_up_at)
select id, channel, 'text', recipient, message, at, at, attempts, sent_at,
       case when sent_at is null and attempts >= 5 then at end
from outbox_messages;
drop table outbox_messages;
alter table outbox_leaving rename to outbox_messages;
create index outbox_messages_waiting on outbox_messages (channel, due_at) where sent_at is null and given_up_at is null;
create index outbox_messages_given_up on outbox_messages (given_up_at) where given_up_at is not null;

-- Each try and what came of it; never to whom or with which words.
create table outbox_deliveries (
    id         text    primary key,
    message_id text    not null references outbox_messages (id),
    at         integer not null,
    took_ms    integer not null,
    error      text
) strict;
create index outbox_deliveries_message on outbox_deliveries (message_id, at);

-- Other systems that are told of acts.
create table hooks (
    id         text    primary key,
    name       text    not null,
    url        text    not null,
    secret     text    not null,
    area_code  integer not null,
    kinds      text    not null,
    created_at integer not null,
    ended_at   integer
) strict;
