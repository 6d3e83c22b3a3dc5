-- What leaves the house: claimed by one node for a while, tried again with growing waits, given up in the end.
drop index outbox_messages_waiting;
alter table outbox_messages drop constraint outbox_messages_channel_check;
alter table outbox_messages add check (channel in ('Sms', 'Mail', 'Hook'));
alter table outbox_messages
    add column kind text not null default 'text', add column hook_id uuid, add column due_at bigint,
    add column claimed_by uuid, add column claimed_until bigint, add column given_up_at bigint, add column last_error text;
update outbox_messages set due_at = at, given_up_at = case when sent_at is null and attempts >= 5 then at end;
alter table outbox_messages alter column due_at set not null, alter column kind drop default;
create index outbox_messages_waiting on outbox_messages (channel, due_at) where sent_at is null and given_up_at is null;
create index outbox_messages_given_up on outbox_messages (given_up_at) where given_up_at is not null;

-- Each try and what came of it; never to whom or with which words.
create table outbox_deliveries (
    id         uuid    primary key,
    message_id uuid    not null references outbox_messages (id),
    at         bigint not null,
    took_ms    bigint not null,
    error      text
);
create index outbox_deliveries_message on outbox_deliveries (message_id, at);

-- Other systems that are told of acts.
create table hooks (
    id         uuid    primary key,
    name       text    not null,
    url        text    not null,
    secret     text    not null,
    area_code  bigint not null,
    kinds      text    not null,
    created_at bigint not null,
    ended_at   bigint
);
