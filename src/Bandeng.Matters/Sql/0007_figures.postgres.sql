alter table matters add column signed_by_silence boolean not null default false;
update matters set signed_by_silence = true
where exists (select 1 from trail_events e where e.subject_id = matters.id and e.action = 'matter.SignForBySilence'
              and e.at >= matters.dispatched_at);

create index matters_dispatched on matters (dispatched_at) where dispatched_at is not null;
create index matters_closed on matters (closed_at) where closed_at is not null;
create index matters_handed_back on matters (handed_back_at) where handed_back_at is not null;
create index matter_voices_answered on matter_voices (answered_at) where answered_at is not null;
create index trail_events_dispatches on trail_events (at) where action in ('matter.Dispatch', 'matter.Redispatch');

-- What figures may read of a matter: one row a matter, instants in Unix milliseconds and as local time, no words.
drop view matters_facts;
create view matters_facts as
select m.id, m.kind, m.stage, m.request_type, m.channel, m.category_code, m.area_code, m.body_id, m.voices, m.protected,
       m.raised_at, m.dispatched_at, m.signed_at, m.contacted_at, m.handed_back_at, m.checked_at, m.closed_at, m.due_at,
       m.outer_due_at, m.overdue, m.dispatches, m.returns, m.returns_refused, m.redos, m.reopenings, m.extensions,
       m.suspensions, m.handler_outcome, m.raiser_outcome, m.rating, m.exclusion, m.merged_into, m.continues,
       m.title_id, m.stage_due_at, m.asked_at,
       case when m.overdue then 1 else 0 end as handed_back_late,
       case when m.signed_by_silence then 1 else 0 end as signed_by_silence,
       -- When the raiser last said what came of it; other voices answer for themselves.
       (select max(v.answered_at) from matter_voices v where v.matter_id = m.id and v.is_raiser) as answered_at,
       to_timestamp(m.raised_at / 1000) at time zone 'Asia/Shanghai' as raised_local,
       to_timestamp(m.closed_at / 1000) at time zone 'Asia/Shanghai' as closed_local
from matters m;

-- One row a dispatch that was not taken back, repeated ones included: to whom, when, and when a return by that body was upheld.
create view matters_dispatches as
select e.id as dispatch_id, (e.facts::jsonb ->> 'body')::uuid as body_id, e.at as dispatched_at,
       (select min(u.at) from trail_events u
        where u.subject_id = e.subject_id and u.action = 'matter.UpholdReturn' and u.at >= e.at
          and not exists (select 1 from trail_events n where n.subject_id = e.subject_id and n.id <> e.id
                          and n.action in ('matter.Dispatch', 'matter.Redispatch') and n.at > e.at and n.at <= u.at)) as returned_at,
       m.id, m.area_code, m.category_code, m.request_type, m.channel, m.exclusion, m.stage, m.title_id, m.raised_at,
       m.due_at, m.closed_at
from trail_events e join matters m on m.id = e.subject_id
where e.action in ('matter.Dispatch', 'matter.Redispatch')
  and not exists (select 1 from trail_events u where u.subject_id = e.subject_id and u.action = 'matter.UndoDispatch' and u.at >= e.at
                  and not exists (select 1 from trail_events n where n.subject_id = e.subject_id and n.id <> e.id
                                  and n.action in ('matter.Dispatch', 'matter.Redispatch') and n.at > e.at and n.at <= u.at));

-- What a category is called today.
create view matters_categories as
select c.code, c.name, c.name_en from categories c
where c.valid_from = (select max(l.valid_from) from categories l where l.code = c.code);
