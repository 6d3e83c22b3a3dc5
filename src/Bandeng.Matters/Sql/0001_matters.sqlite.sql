-- Keys to other rows are looked at when the act commits: one act writes them in any order.
create table categories (
    id              text    primary key,
    code            text    not null,
    parent_code     text,
    name            text    not null,
    name_en         text    not null,
    filing          text    not null,
    closing         text    not null,
    limit_amount    integer not null check (limit_amount between 1 and 10000),
    limit_class     text    not null,
    duty            text    not null check (duty in ('Community', 'Town', 'Department', 'Property')),
    duty_body       text,
    evidence_wanted integer not null check (evidence_wanted in (0, 1)),
    check_wanted    integer not null check (check_wanted in (0, 1)),
    redirect_only   text,
    valid_from      text    not null,
    valid_to        text
) strict;
create unique index categories_code on categories (code, valid_from);

create table matter_rules (
    valid_from text primary key,
    body       text not null
) strict;

create table matters (
    id                 text    primary key,
    kind               text    not null,
    stage              text    not null check (stage in ('Raised', 'Listed', 'Dispatched', 'Accepted', 'Returned',
                           'Suspended', 'Council', 'Handled', 'Checked', 'Answered', 'Settled', 'Unconfirmed', 'Reopened',
                           'Declined', 'Appealed', 'Redirected', 'Merged', 'Withdrawn')),
    request_type       text    not null,
    channel            text    not null,
    category_code      text,
    area_code          integer not null,
    held_level         integer not null,
    placed             integer not null check (placed in (0, 1)),
    longitude          real,
    latitude           real,
    title_id           text    not null references texts (id) deferrable initially deferred,
    detail_id          text    not null references texts (id) deferrable initially deferred,
    place_id           text    references texts (id) deferrable initially deferred,
    urgent             integer not null check (urgent in (0, 1)),
    protected          integer not null check (protected in (0, 1)),
    let_out_at         integer,
    raised_at          integer not null,
    filed_by           text,
    source             text    not null,
    source_id          text    not null,
    voices             integer not null,
    respondent_body_id text,
    body_id            text,
    handler_id         text,
    dispatched_by      text,
    dispatched_at      integer,
    signed_at          integer,
    contacted_at       integer,
    handed_back_at     integer,
    signed_off_at      integer,
    checked_at         integer,
    closed_at          integer,
    limit_amount       integer,
    limit_class        text,
    due_at             integer,
    outer_due_at       integer,
    stage_due_at       integer,
    calendar_known     integer not null check (calendar_known in (0, 1)),
    overdue            integer not null check (overdue in (0, 1)),
    asked_at           integer,
    extension_days     integer,
    extended_days      integer not null,
    extensions         integer not null,
    suspensions        integer not null,
    suspended_until    text,
    dispatches         integer not null,
    returns            integer not null,
    returns_refused    integer not null,
    redos              integer not null,
    reopenings         integer not null,
    appeals            integer not null,
    attempts           integer not null,
    handler_outcome    text,
    raiser_outcome     text,
    rating             text,
    exclusion          text    check (exclusion in ('Asked', 'Excluded', 'Refused')),
    merged_into        text    references matters (id) deferrable initially deferred,
    continues          text    references matters (id) deferrable initially deferred,
    reminders          integer not null,
    version            integer not null
) strict;
create unique index matters_source on matters (source, source_id);
create index matters_area on matters (area_code, raised_at);
create index matters_stage on matters (stage, area_code, stage_due_at);
create index matters_body on matters (body_id, stage, due_at);
create index matters_raised on matters (raised_at);
create index matters_merged on matters (merged_into) where merged_into is not null;
create index matters_clock on matters (stage_due_at) where stage_due_at is not null;
create index matters_due on matters (due_at) where due_at is not null and handed_back_at is null;

create table matter_voices (
    id                text    primary key,
    matter_id         text    not null references matters (id) deferrable initially deferred,
    is_raiser         integer not null check (is_raiser in (0, 1)),
    code              text    not null unique,
    person_id         text,
    name_id           text    references texts (id) deferrable initially deferred,
    phone_cipher      text,
    phone_fingerprint text,
    secret_hash       text,
    at                integer not null,
    outcome           text,
    rating            text,
    answered_at       integer,
    answer_entered_by text,
    public_wish       integer not null check (public_wish in (0, 1))
) strict;
create index matter_voices_matter on matter_voices (matter_id);
create index matter_voices_person on matter_voices (person_id, at) where person_id is not null;
create index matter_voices_phone on matter_voices (phone_fingerprint) where phone_fingerprint is not null;

create table matter_pauses (
    id        text    primary key,
    matter_id text    not null references matters (id) deferrable initially deferred,
    since     integer not null,
    until     integer,
    ground    text    not null
) strict;
create index matter_pauses_matter on matter_pauses (matter_id);

create table matter_assists (
    matter_id  text    not null references matters (id) deferrable initially deferred,
    body_id    text    not null,
    since      integer not null,
    reply_id   text    references texts (id) deferrable initially deferred,
    replied_at integer,
    primary key (matter_id, body_id)
) strict;
create index matter_assists_body on matter_assists (body_id);

create table matter_numbers (
    platform  text    not null,
    number    text    not null,
    matter_id text    not null references matters (id) deferrable initially deferred,
    due_at    integer,
    primary key (platform, number)
) strict;
create index matter_numbers_matter on matter_numbers (matter_id);

create table matter_files (
    id         text    primary key,
    matter_id  text    not null references matters (id) deferrable initially deferred,
    name       text    not null,
    media_type text    not null,
    size       integer not null check (size between 1 and 10485760),
    moment     text    not null check (moment in ('Raised', 'Before', 'After', 'Paper')),
    added_by   text,
    added_at   integer not null,
    let_out_at integer
) strict;
create index matter_files_matter on matter_files (matter_id);

create view matters_facts as
select m.id, m.kind, m.stage, m.request_type, m.channel, m.category_code, m.area_code, m.body_id, m.voices, m.protected,
       m.raised_at, m.dispatched_at, m.signed_at, m.contacted_at, m.handed_back_at, m.checked_at, m.closed_at, m.due_at,
       m.outer_due_at, m.overdue, m.dispatches, m.returns, m.returns_refused, m.redos, m.reopenings, m.extensions,
       m.suspensions, m.handler_outcome, m.raiser_outcome, m.rating, m.exclusion, m.merged_into, m.continues,
       datetime(m.raised_at / 1000, 'unixepoch', '+8 hours') as raised_local,
       datetime(m.closed_at / 1000, 'unixepoch', '+8 hours') as closed_local
from matters m;
