-- Keys to other rows are looked at when the act commits: one act writes them in any order.
create table categories (
    id              uuid    primary key,
    code            text    not null,
    parent_code     text,
    name            text    not null,
    name_en         text    not null,
    filing          text    not null,
    closing         text    not null,
    limit_amount    bigint  not null check (limit_amount between 1 and 10000),
    limit_class     text    not null,
    duty            text    not null check (duty in ('Community', 'Town', 'Department', 'Property')),
    duty_body       text,
    evidence_wanted boolean not null,
    check_wanted    boolean not null,
    redirect_only   text,
    valid_from      text    not null,
    valid_to        text
);
create unique index categories_code on categories (code, valid_from);

create table matter_rules (
    valid_from text primary key,
    body       text not null
);

create table matters (
    id                 uuid    primary key,
    kind               text    not null,
    stage              text    not null check (stage in ('Raised', 'Listed', 'Dispatched', 'Accepted', 'Returned',
                           'Suspended', 'Council', 'Handled', 'Checked', 'Answered', 'Settled', 'Unconfirmed', 'Reopened',
                           'Declined', 'Appealed', 'Redirected', 'Merged', 'Withdrawn')),
    request_type       text    not null,
    channel            text    not null,
    category_code      text,
    area_code          bigint  not null,
    held_level         bigint  not null,
    placed             boolean not null,
    longitude          double precision,
    latitude           double precision,
    title_id           uuid    not null references texts (id) deferrable initially deferred,
    detail_id          uuid    not null references texts (id) deferrable initially deferred,
    place_id           uuid    references texts (id) deferrable initially deferred,
    urgent             boolean not null,
    protected          boolean not null,
    let_out_at         bigint,
    raised_at          bigint  not null,
    filed_by           uuid,
    source             text    not null,
    source_id          text    not null,
    voices             bigint  not null,
    respondent_body_id uuid,
    body_id            uuid,
    handler_id         uuid,
    dispatched_by      uuid,
    dispatched_at      bigint,
    signed_at          bigint,
    contacted_at       bigint,
    handed_back_at     bigint,
    signed_off_at      bigint,
    checked_at         bigint,
    closed_at          bigint,
    limit_amount       bigint,
    limit_class        text,
    due_at             bigint,
    outer_due_at       bigint,
    stage_due_at       bigint,
    calendar_known     boolean not null,
    overdue            boolean not null,
    asked_at           bigint,
    extension_days     bigint,
    extended_days      bigint  not null,
    extensions         bigint  not null,
    suspensions        bigint  not null,
    suspended_until    text,
    dispatches         bigint  not null,
    returns            bigint  not null,
    returns_refused    bigint  not null,
    redos              bigint  not null,
    reopenings         bigint  not null,
    appeals            bigint  not null,
    attempts           bigint  not null,
    handler_outcome    text,
    raiser_outcome     text,
    rating             text,
    exclusion          text    check (exclusion in ('Asked', 'Excluded', 'Refused')),
    merged_into        uuid    references matters (id) deferrable initially deferred,
    continues          uuid    references matters (id) deferrable initially deferred,
    reminders          bigint  not null,
    version            bigint  not null
);
create unique index matters_source on matters (source, source_id);
create index matters_area on matters (area_code, raised_at);
create index matters_stage on matters (stage, area_code, stage_due_at);
create index matters_body on matters (body_id, stage, due_at);
create index matters_raised on matters (raised_at);
create index matters_merged on matters (merged_into) where merged_into is not null;
create index matters_clock on matters (stage_due_at) where stage_due_at is not null;
create index matters_due on matters (due_at) where due_at is not null and handed_back_at is null;

create table matter_voices (
    id                uuid    primary key,
    matter_id         uuid    not null references matters (id) deferrable initially deferred,
    is_raiser         boolean not null,
    code              text    not null unique,
    person_id         uuid,
    name_id           uuid    references texts (id) deferrable initially deferred,
    phone_cipher      text,
    phone_fingerprint text,
    secret_hash       text,
    at                bigint  not null,
    outcome           text,
    rating            text,
    answered_at       bigint,
    answer_entered_by uuid,
    public_wish       boolean not null
);
create index matter_voices_matter on matter_voices (matter_id);
create index matter_voices_person on matter_voices (person_id, at) where person_id is not null;
create index matter_voices_phone on matter_voices (phone_fingerprint) where phone_fingerprint is not null;

create table matter_pauses (
    id        uuid    primary key,
    matter_id uuid    not null references matters (id) deferrable initially deferred,
    since     bigint  not null,
    until     bigint,
    ground    text    not null
);
create index matter_pauses_matter on matter_pauses (matter_id);

create table matter_assists (
    matter_id  uuid    not null references matters (id) deferrable initially deferred,
    body_id    uuid    not null,
    since      bigint  not null,
    reply_id   uuid    references texts (id) deferrable initially deferred,
    replied_at bigint,
    primary key (matter_id, body_id)
);
create index matter_assists_body on matter_assists (body_id);

create table matter_numbers (
    platform  text    not null,
    number    text    not null,
    matter_id uuid    not null references matters (id) deferrable initially deferred,
    due_at    bigint,
    primary key (platform, number)
);
create index matter_numbers_matter on matter_numbers (matter_id);

create table matter_files (
    id         uuid    primary key,
    matter_id  uuid    not null references matters (id) deferrable initially deferred,
    name       text    not null,
    media_type text    not null,
    size       bigint  not null check (size between 1 and 10485760),
    moment     text    not null check (moment in ('Raised', 'Before', 'After', 'Paper')),
    added_by   uuid,
    added_at   bigint  not null,
    let_out_at bigint 
);
create index matter_files_matter on matter_files (matter_id);

create view matters_facts as
select m.id, m.kind, m.stage, m.request_type, m.channel, m.category_code, m.area_code, m.body_id, m.voices, m.protected,
       m.raised_at, m.dispatched_at, m.signed_at, m.contacted_at, m.handed_back_at, m.checked_at, m.closed_at, m.due_at,
       m.outer_due_at, m.overdue, m.dispatches, m.returns, m.returns_refused, m.redos, m.reopenings, m.extensions,
       m.suspensions, m.handler_outcome, m.raiser_outcome, m.rating, m.exclusion, m.merged_into, m.continues,
       to_timestamp(m.raised_at / 1000) at time zone 'Asia/Shanghai' as raised_local,
       to_timestamp(m.closed_at / 1000) at time zone 'Asia/Shanghai' as closed_local
from matters m;
