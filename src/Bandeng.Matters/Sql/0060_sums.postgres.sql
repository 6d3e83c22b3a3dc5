-- Sums for every figure of a period: by day and by month, for communities, towns and counties, and for the bodies of a county.
-- The mark is the day of a second moment (closed, contacted, handed back; days since 1970 in China), or how long it took, in
-- minutes, rounded down to steps: 1 minute below an hour, 10 below a day, 1 hour below 10 days, 6 hours below 100 days, then 1 day.
-- What is marked is held by month alone for bodies: by day there would be a row for nearly every matter.
-- What stands (InHand, Late) is counted up on the day it begins and down on the day it ends.
drop view matters_daily;
drop view matters_measures;
drop table matter_counts;
delete from matter_count_deltas;
alter table matter_count_deltas add column mark bigint not null default 0;

create table matter_sums (
    level       bigint not null check (level in (3, 4, 5)), -- county, town, community; what is known only above stands for itself
    grain       text not null check (grain in ('D', 'M')),
    area_code   bigint not null,
    cut         text not null, -- empty: whole; of a county also a body's id, or none
    day         text not null, -- 2026-05-03, or 2026-05
    measure     text not null,
    mark        bigint not null,
    is_excluded boolean not null,
    number      bigint not null,
    primary key (level, grain, area_code, cut, day, measure, mark, is_excluded)
);

-- What acts have appended since, spread over the same sums.
create view matter_sums_since as
select d.id, l.level, g.grain, d.area_code / l.width * l.width as area_code, '' as cut, substr(d.day, 1, g.length) as day,
       d.measure, d.mark, d.is_excluded, d.number
from matter_count_deltas d
     cross join (select 3 as level, 1000000000000 as width union all select 4, 1000000000 union all select 5, 1000000) l
     cross join (select 'D' as grain, 10 as length union all select 'M', 7) g
union all
select d.id, 3, g.grain, d.area_code / 1000000000000 * 1000000000000,
       case when d.body_id = '00000000-0000-0000-0000-000000000000' then 'none' else lower(cast(d.body_id as text)) end,
       substr(d.day, 1, g.length), d.measure, d.mark, d.is_excluded, d.number
from matter_count_deltas d cross join (select 'D' as grain, 10 as length union all select 'M', 7) g
where g.grain = 'M' or d.measure not in ('RaisedThenClosed', 'RaisedThenHandedBack', 'DispatchedThenContacted', 'TookHandling', 'TookWhole');

-- What figures read, and nothing else of the two: the sums, and what was appended since.
create view matters_sums as select level, grain, area_code, cut, day, measure, mark, is_excluded, number from matter_sums;
create view matters_sums_since as select level, grain, area_code, cut, day, measure, mark, is_excluded, number from matter_sums_since;

-- What each matter adds to the sums as it stands: the recount.
create view matters_measures as
select x.id as matter_id, x.measure, to_char(to_timestamp(x.at / 1000) at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD') as day, x.area_code / 1000000 * 1000000 as area_code,
       coalesce(x.body_id, '00000000-0000-0000-0000-000000000000'::uuid) as body_id, x.mark, coalesce(x.exclusion = 'Excluded', false) as is_excluded, x.number
from (
select 'Raised' as measure, m.raised_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise'
union all
select 'RaisedPraise' as measure, m.raised_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type = 'Praise'
union all
select 'RaisedAgain' as measure, m.raised_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and (m.merged_into is not null or m.continues is not null)
union all
select 'RaisedNotTaken' as measure, m.raised_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and not (m.stage not in ('Declined', 'Redirected', 'Merged', 'Withdrawn'))
union all
select 'RaisedThenClosed' as measure, m.raised_at as at, (m.closed_at + 28800000) / 86400000 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage not in ('Declined', 'Redirected', 'Merged', 'Withdrawn') and m.closed_at is not null
union all
select 'RaisedRedone' as measure, m.raised_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and (m.redos > 0 or m.reopenings > 0)
union all
select 'RaisedThenHandedBack' as measure, m.raised_at as at, case when (m.redos > 0 or m.reopenings > 0) then 0 else (m.handed_back_at + 28800000) / 86400000 end as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and ((m.redos > 0 or m.reopenings > 0) or m.handed_back_at is not null)
union all
select 'Dispatched' as measure, m.dispatched_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null
union all
select 'DispatchedReturned' as measure, m.dispatched_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null and m.returns > 0
union all
select 'DispatchedSigned' as measure, m.dispatched_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null and (m.signed_at is not null and not m.signed_by_silence or m.signed_at is null and m.returns > 0)
union all
select 'DispatchedNotTaken' as measure, m.dispatched_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null and not (m.stage not in ('Declined', 'Redirected', 'Merged', 'Withdrawn'))
union all
select 'DispatchedThenContacted' as measure, m.dispatched_at as at, (m.contacted_at + 28800000) / 86400000 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at is not null and m.stage not in ('Declined', 'Redirected', 'Merged', 'Withdrawn') and m.contacted_at is not null
union all
select 'Closed' as measure, m.closed_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null
union all
select 'ClosedPraise' as measure, m.closed_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type = 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null
union all
select 'ClosedInTime' as measure, m.closed_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null and not m.overdue
union all
select 'Answered' as measure, m.answered_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null
union all
select 'AnsweredToSolve' as measure, m.answered_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.request_type <> 'Enquiry'
union all
select 'Solved' as measure, m.answered_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.request_type <> 'Enquiry' and m.raiser_outcome = 'Solved'
union all
select 'Rated' as measure, m.answered_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.rating is not null
union all
select 'Pleased' as measure, m.answered_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage <> 'Unconfirmed' and m.raiser_outcome is not null and m.answered_at is not null and m.rating in ('Satisfied', 'Acceptable')
union all
select 'Silent' as measure, m.closed_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage = 'Unconfirmed' and m.closed_at is not null
union all
select 'SilentToSolve' as measure, m.closed_at as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage = 'Unconfirmed' and m.closed_at is not null and m.request_type <> 'Enquiry'
union all
select 'TookHandling' as measure, m.handed_back_at as at, case when greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 < 60 then greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 when greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 < 1440 then greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 / 10 * 10 when greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 < 14400 then greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 / 60 * 60 when greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 < 144000 then greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 / 360 * 360 else greatest(m.handed_back_at - m.dispatched_at, 0) / 60000 / 1440 * 1440 end as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.dispatched_at <= m.handed_back_at
union all
select 'TookWhole' as measure, m.closed_at as at, case when greatest(m.closed_at - m.raised_at, 0) / 60000 < 60 then greatest(m.closed_at - m.raised_at, 0) / 60000 when greatest(m.closed_at - m.raised_at, 0) / 60000 < 1440 then greatest(m.closed_at - m.raised_at, 0) / 60000 / 10 * 10 when greatest(m.closed_at - m.raised_at, 0) / 60000 < 14400 then greatest(m.closed_at - m.raised_at, 0) / 60000 / 60 * 60 when greatest(m.closed_at - m.raised_at, 0) / 60000 < 144000 then greatest(m.closed_at - m.raised_at, 0) / 60000 / 360 * 360 else greatest(m.closed_at - m.raised_at, 0) / 60000 / 1440 * 1440 end as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.stage in ('Settled', 'Unconfirmed') and m.dispatched_at is not null and m.closed_at is not null
union all
select 'InHand' as measure, m.dispatched_at as at, 0 as mark, 1 as number, m.* from matters m where m.body_id is not null and m.dispatched_at is not null and m.dispatched_at < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999))
union all
select 'InHand' as measure, least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) as at, 0 as mark, -1 as number, m.* from matters m where m.body_id is not null and m.dispatched_at is not null and m.dispatched_at < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) and least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) < 9999999999999
union all
select 'Late' as measure, greatest(m.dispatched_at, m.due_at) as at, 0 as mark, 1 as number, m.* from matters m where m.request_type <> 'Praise' and m.body_id is not null and m.dispatched_at is not null and m.asked_at is null and m.stage not in ('Suspended', 'Returned') and m.due_at is not null and greatest(m.dispatched_at, m.due_at) < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999))
union all
select 'Late' as measure, least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) as at, 0 as mark, -1 as number, m.* from matters m where m.request_type <> 'Praise' and m.body_id is not null and m.dispatched_at is not null and m.asked_at is null and m.stage not in ('Suspended', 'Returned') and m.due_at is not null and greatest(m.dispatched_at, m.due_at) < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) and least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) < 9999999999999
union all
select 'LatePraise' as measure, greatest(m.dispatched_at, m.due_at) as at, 0 as mark, 1 as number, m.* from matters m where m.request_type = 'Praise' and m.body_id is not null and m.dispatched_at is not null and m.asked_at is null and m.stage not in ('Suspended', 'Returned') and m.due_at is not null and greatest(m.dispatched_at, m.due_at) < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999))
union all
select 'LatePraise' as measure, least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) as at, 0 as mark, -1 as number, m.* from matters m where m.request_type = 'Praise' and m.body_id is not null and m.dispatched_at is not null and m.asked_at is null and m.stage not in ('Suspended', 'Returned') and m.due_at is not null and greatest(m.dispatched_at, m.due_at) < least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) and least(coalesce(m.handed_back_at, 9999999999999), coalesce(m.closed_at, 9999999999999)) < 9999999999999
) x;

create index matters_due_at on matters (due_at) where due_at is not null;

create temporary table measured as
select area_code, body_id, day, measure, mark, is_excluded, sum(number) as number
from matters_measures group by area_code, body_id, day, measure, mark, is_excluded;
insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
select 5, 'D', area_code, '', day, measure, mark, is_excluded, sum(number)
from measured group by area_code, day, measure, mark, is_excluded having sum(number) <> 0;
insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
select 4, 'D', area_code / 1000000000 * 1000000000, '', day, measure, mark, is_excluded, sum(number)
from matter_sums where level = 5 and grain = 'D' group by 3, day, measure, mark, is_excluded having sum(number) <> 0;
insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
select 3, 'D', area_code / 1000000000000 * 1000000000000, '', day, measure, mark, is_excluded, sum(number)
from matter_sums where level = 4 and grain = 'D' group by 3, day, measure, mark, is_excluded having sum(number) <> 0;
insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
select level, 'M', area_code, '', substr(day, 1, 7), measure, mark, is_excluded, sum(number)
from matter_sums where grain = 'D' group by level, area_code, substr(day, 1, 7), measure, mark, is_excluded having sum(number) <> 0;
insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
select 3, g.grain, area_code / 1000000000000 * 1000000000000,
       case when body_id = '00000000-0000-0000-0000-000000000000' then 'none' else lower(cast(body_id as text)) end,
       substr(day, 1, g.length), measure, mark, is_excluded, sum(number)
from measured cross join (select 'D' as grain, 10 as length union all select 'M', 7) g
where g.grain = 'M' or measure not in ('RaisedThenClosed', 'RaisedThenHandedBack', 'DispatchedThenContacted', 'TookHandling', 'TookWhole')
group by 2, 3, 4, 5, measure, mark, is_excluded having sum(number) <> 0;
drop table measured;
