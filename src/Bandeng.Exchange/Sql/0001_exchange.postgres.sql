-- Another system that sends us its orders and gets our answers, or another installation of ours on another network.
create table exchange_platforms (
    id          uuid    primary key,
    code        text    not null unique,
    name        text    not null,
    kind        text    not null check (kind in ('Platform', 'Peer')),
    area_code   bigint not null,
    push_url    text,
    push_secret text,
    push_key    text,
    public_key  text,
    body_id     uuid,
    created_at  bigint not null,
    ended_at    bigint,
    check ((push_url is null) = (push_secret is null)),
    check ((kind = 'Peer') = (public_key is not null))
);

-- How its fields read; each version is kept, the newest that has begun counts.
create table exchange_mappings (
    id          uuid    primary key,
    platform_id uuid    not null references exchange_platforms (id),
    version     bigint not null,
    valid_from  text    not null,
    body        text    not null,
    saved_at    bigint not null,
    saved_by    uuid,
    unique (platform_id, version)
);

-- An order of theirs: one number, one row, for ever.
create table exchange_orders (
    id          uuid    primary key,
    platform_id uuid    not null references exchange_platforms (id),
    number      text    not null,
    matter_id   uuid    not null,
    due_at      bigint,
    kept_id     uuid    references texts (id) deferrable initially deferred,
    way         text    not null check (way in ('File', 'Paste', 'Http', 'Packet')),
    mapping     bigint not null,
    came_at     bigint not null,
    changes     bigint not null default 0,
    changed_at  bigint,
    unique (platform_id, number)
);
create index exchange_orders_matter on exchange_orders (matter_id);

-- Every content it ever came with, so that a late duplicate of an old one changes nothing.
create table exchange_order_contents (
    order_id uuid    not null references exchange_orders (id) deferrable initially deferred,
    hash     text    not null,
    came_at  bigint not null,
    primary key (order_id, hash)
);

-- What goes back to its platform, kept until the platform has it.
create table exchange_answers (
    id            uuid    primary key,
    order_id      uuid    not null references exchange_orders (id) deferrable initially deferred,
    platform_id   uuid    not null references exchange_platforms (id),
    kind          text    not null check (kind in ('SignedFor', 'Contacted', 'Outcome', 'Declined', 'Return', 'Extension')),
    state         text    not null check (state in ('Held', 'Waiting', 'Delivered', 'Refused', 'Withdrawn')),
    at            bigint not null,
    body_id       uuid,
    person_id     uuid,
    signed_off_by uuid,
    outcome       text,
    reason        text,
    basis         text,
    days          bigint,
    words_id      uuid    references texts (id) deferrable initially deferred,
    batch         bigint,
    attempts      bigint not null default 0,
    due_at        bigint not null,
    claimed_by    uuid,
    claimed_until bigint,
    last_error    text,
    given_up_at   bigint,
    delivered_at  bigint,
    delivered_by  text    check (delivered_by in ('Push', 'Pull', 'File', 'Packet', 'Hand')),
    version       bigint not null default 0,
    check ((state = 'Delivered') = (delivered_at is not null))
);
create index exchange_answers_order on exchange_answers (order_id);
create index exchange_answers_open on exchange_answers (platform_id, id) where state in ('Waiting', 'Refused', 'Held');
create index exchange_answers_batch on exchange_answers (platform_id, batch) where batch is not null;

-- Files between two installations, numbered in each direction; the content of one that left is closed, and gone once the
-- other side has it.
create table exchange_packets (
    id          uuid    primary key,
    platform_id uuid    not null references exchange_platforms (id),
    direction   text    not null check (direction in ('Out', 'In')),
    number      bigint not null,
    hash        text    not null,
    brought     bigint not null default 0,
    body        text,
    at          bigint not null,
    acked_at    bigint,
    unique (platform_id, direction, number)
);

-- Matters of ours that another installation has in hand.
create table exchange_sent (
    matter_id   uuid    primary key,
    platform_id uuid    not null references exchange_platforms (id),
    packet      bigint not null,
    dispatches  bigint not null,
    at          bigint not null
);

-- What each file that left said of those that had come.
create table exchange_receipts (
    platform_id uuid    not null references exchange_platforms (id),
    packet      bigint  not null,
    received    bigint  not null,
    primary key (platform_id, packet)
);

-- Answers of another installation that were taken, so that none is taken twice.
create table exchange_taken (
    platform_id uuid    not null references exchange_platforms (id),
    answer_id   uuid    not null,
    at          bigint not null,
    result      text    not null,
    primary key (platform_id, answer_id)
);
