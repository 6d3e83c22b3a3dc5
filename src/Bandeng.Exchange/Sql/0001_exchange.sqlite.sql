-- Another system that sends us its orders and gets our answers, or another installation of ours on another network.
create table exchange_platforms (
    id          text    primary key,
    code        text    not null unique,
    name        text    not null,
    kind        text    not null check (kind in ('Platform', 'Peer')),
    area_code   integer not null,
    push_url    text,
    push_secret text,
    push_key    text,
    public_key  text,
    body_id     text,
    created_at  integer not null,
    ended_at    integer,
    check ((push_url is null) = (push_secret is null)),
    check ((kind = 'Peer') = (public_key is not null))
) strict;

-- How its fields read; each version is kept, the newest that has begun counts.
create table exchange_mappings (
    id          text    primary key,
    platform_id text    not null references exchange_platforms (id),
    version     integer not null,
    valid_from  text    not null,
    body        text    not null,
    saved_at    integer not null,
    saved_by    text,
    unique (platform_id, version)
) strict;

-- An order of theirs: one number, one row, for ever.
create table exchange_orders (
    id          text    primary key,
    platform_id text    not null references exchange_platforms (id),
    number      text    not null,
    matter_id   text    not null,
    due_at      integer,
    kept_id     text    references texts (id) deferrable initially deferred,
    way         text    not null check (way in ('File', 'Paste', 'Http', 'Packet')),
    mapping     integer not null,
    came_at     integer not null,
    changes     integer not null default 0,
    changed_at  integer,
    unique (platform_id, number)
) strict;
create index exchange_orders_matter on exchange_orders (matter_id);

-- Every content it ever came with, so that a late duplicate of an old one changes nothing.
create table exchange_order_contents (
    order_id text    not null references exchange_orders (id) deferrable initially deferred,
    hash     text    not null,
    came_at  integer not null,
    primary key (order_id, hash)
) strict;

-- What goes back to its platform, kept until the platform has it.
create table exchange_answers (
    id            text    primary key,
    order_id      text    not null references exchange_orders (id) deferrable initially deferred,
    platform_id   text    not null references exchange_platforms (id),
    kind          text    not null check (kind in ('SignedFor', 'Contacted', 'Outcome', 'Declined', 'Return', 'Extension')),
    state         text    not null check (state in ('Held', 'Waiting', 'Delivered', 'Refused', 'Withdrawn')),
    at            integer not null,
    body_id       text,
    person_id     text,
    signed_off_by text,
    outcome       text,
    reason        text,
    basis         text,
    days          integer,
    words_id      text    references texts (id) deferrable initially deferred,
    batch         integer,
    attempts      integer not null default 0,
    due_at        integer not null,
    claimed_by    text,
    claimed_until integer,
    last_error    text,
    given_up_at   integer,
    delivered_at  integer,
    delivered_by  text    check (delivered_by in ('Push', 'Pull', 'File', 'Packet', 'Hand')),
    version       integer not null default 0,
    check ((state = 'Delivered') = (delivered_at is not null))
) strict;
create index exchange_answers_order on exchange_answers (order_id);
create index exchange_answers_open on exchange_answers (platform_id, id) where state in ('Waiting', 'Refused', 'Held');
create index exchange_answers_batch on exchange_answers (platform_id, batch) where batch is not null;

-- Files between two installations, numbered in each direction; the content of one that left is closed, and gone once the
-- other side has it.
create table exchange_packets (
    id          text    primary key,
    platform_id text    not null references exchange_platforms (id),
    direction   text    not null check (direction in ('Out', 'In')),
    number      integer not null,
    hash        text    not null,
    brought     integer not null default 0,
    body        text,
    at          integer not null,
    acked_at    integer,
    unique (platform_id, direction, number)
) strict;

-- Matters of ours that another installation has in hand.
create table exchange_sent (
    matter_id   text    primary key,
    platform_id text    not null references exchange_platforms (id),
    packet      integer not null,
    dispatches  integer not null,
    at          integer not null
) strict;

-- What each file that left said of those that had come.
create table exchange_receipts (
    platform_id text    not null references exchange_platforms (id),
    packet      integer not null,
    received    integer not null,
    primary key (platform_id, packet)
) strict;

-- Answers of another installation that were taken, so that none is taken twice.
create table exchange_taken (
    platform_id text    not null references exchange_platforms (id),
    answer_id   text    not null,
    at          integer not null,
    result      text    not null,
    primary key (platform_id, answer_id)
) strict;
