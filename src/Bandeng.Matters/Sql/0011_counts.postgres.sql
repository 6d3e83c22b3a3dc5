-- When the raiser last said what came of it; other voices answer for themselves.
alter table matters add column answered_at bigint;
update matters set answered_at =
    (select max(v.answered_at) from matter_voices v where v.matter_id = matters.id and v.is_raiser);
create index matters_answered on matters (answered_at) where answered_at is not null;

-- How many of what on which day, where and whose: the totals, and what acts have appended since they were folded.
create table matter_counts (
    day       text not null,
    area_code bigint not null,
    body_id   uuid not null,
    measure   text not null,
    is_excluded  boolean not null,
    number    bigint not null,
    primary key (day, area_code, body_id, measure, is_excluded)
);

create table matter_count_deltas (
    id        uuid primary key,
    day       text not null,
    area_code bigint not null,
    body_id   uuid not null,
    measure   text not null,
    is_excluded  boolean not null,
    number    bigint not null
);

-- What figures may read: the sum of both.
create view matters_daily as
select day, area_code, body_id, measure, is_excluded, number from matter_counts
union all
select day, area_code, body_id, measure, is_excluded, number from matter_count_deltas;

-- What each matter adds to the counts as it stands: the recount.
create view matters_measures as
select x.id as matter_id, x.measure,
       to_char(to_timestamp(x.at / 1000) at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD') as day, x.area_code / 1000000 * 1000000 as area_code,
       coalesce(x.body_id, '00000000-0000-0000-0000-000000000000'::uuid) as body_id, coalesce(x.exclusion = 'Excluded', false) as is_excluded
from (
select 'Raised' as measure, m.raised_at as at, m.* from matters m where m.request_type <> 'Praise'
union all
select 'RaisedPraise' as measure, m.raised_at as at, m.* from matters m where m.request_type = 'Praise'
union all
select 'RaisedAgain' as measure, m.raised_at as at, m.* from matters m where m.request_type <> 'Praise' and (m.merged_into is not null or m.continues is not null)
union all
select 'Dispatched' as measure, m.dispatched_at as at, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null
union all
select 'DispatchedReturned' as measure, m.dispatched_at as at, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null and m.returns > 0
union all
select 'Closed' as measure, m.closed_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null
union all
select 'ClosedPraise' as measure, m.closed_at as at, m.* from matters m where m.request_type = 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null
union all
select 'ClosedInTime' as measure, m.closed_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null and not m.overdue
union all
select 'Answered' as measure, m.answered_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null
union all
select 'AnsweredToSolve' as measure, m.answered_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.request_type <> 'Enquiry'
union all
select 'Solved' as measure, m.answered_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.request_type <> 'Enquiry' and m.raiser_outcome = 'Solved'
union all
select 'Rated' as measure, m.answered_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.rating is not null
union all
select 'Pleased' as measure, m.answered_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.rating in ('Satisfied', 'Acceptable')
union all
select 'Silent' as measure, m.closed_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage = 'Unconfirmed' and m.closed_at is not null
union all
select 'SilentToSolve' as measure, m.closed_at as at, m.* from matters m where m.request_type <> 'Praise' and m.stage = 'Unconfirmed' and m.closed_at is not null and m.request_type <> 'Enquiry'
) x;

insert into matter_counts (day, area_code, body_id, measure, is_excluded, number)
select day, area_code, body_id, measure, is_excluded, count(*) from matters_measures group by day, area_code, body_id, measure, is_excluded;

drop view matters_facts;
-- What figures may read of a matter: one row a matter, instants in Unix milliseconds and as local time, no words.
create view matters_facts as
select m.id, m.kind, m.stage, m.request_type, m.channel, m.category_code, m.area_code, m.body_id, m.voices, m.protected,
       m.raised_at, m.dispatched_at, m.signed_at, m.contacted_at, m.handed_back_at, m.checked_at, m.closed_at, m.due_at,
       m.outer_due_at, m.overdue, m.dispatches, m.returns, m.returns_refused, m.redos, m.reopenings, m.extensions,
       m.suspensions, m.handler_outcome, m.raiser_outcome, m.rating, m.exclusion, m.merged_into, m.continues,
       m.title_id, m.stage_due_at, m.asked_at,
       case when m.overdue then 1 else 0 end as handed_back_late,
       case when m.signed_by_silence then 1 else 0 end as signed_by_silence,
       m.answered_at,
       to_timestamp(m.raised_at / 1000) at time zone 'Asia/Shanghai' as raised_local,
       to_timestamp(m.closed_at / 1000) at time zone 'Asia/Shanghai' as closed_local
from matters m;
