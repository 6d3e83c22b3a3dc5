-- A million matters (or as many as are asked for) in the first hundred communities, over 420 days: dispatched within a day, handed
-- back within twelve days, closed within ten more; some are in hand, some late, some excluded. No words, no voices.
pragma cache_size = -200000; begin;
insert into texts (id, subject_id, salt, body) values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', '00', '造出来的');
with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < :matters),
     places as (select code, row_number() over (order by code) - 1 as n from areas where valid_to is null and code % 1000000 = 0 and code % 1000000000 <> 0),
     offices as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from bodies where takes_matters = 1),
     thrown as (
         select i, unixepoch() * 1000 - ((i * 7907 % 1000003) % 420) * 86400000 - ((i * 6007 % 1000003) % 86400) * 1000 as raised,
                ((i * 5003 % 1000003) % 24) * 3600000 + ((i * 4001 % 1000003) % 3600) * 1000 as to_dispatch, ((i * 3001 % 1000003) % 30) * 3600000 as to_sign, ((i * 2003 % 1000003) % 50) * 3600000 as to_contact,
                (((i * 1009 % 1000003) % 288) * ((i * 911 % 1000003) % 100) / 100) * 3600000 + ((i * 877 % 1000003) % 3600) * 1000 as to_hand_back,
                (((i * 811 % 1000003) % 240) * ((i * 757 % 1000003) % 100) / 100) * 3600000 + ((i * 701 % 1000003) % 3600) * 1000 as to_close,
                (i * 641 % 1000003) % 100 as luck, (i * 601 % 1000003) % 100 as chance, (i * 571 % 1000003) % 1000 as rare
         from (select i as i from numbers) numbered),
     dated as (
         select *, case when luck < 97 and raised + to_dispatch < unixepoch() * 1000 then raised + to_dispatch end as dispatched from thrown),
     handed as (select *, case when luck < 92 and dispatched + to_hand_back < unixepoch() * 1000 then dispatched + to_hand_back end as handed_back from dated),
     ended as (select *, case when luck < 88 and handed_back + to_close < unixepoch() * 1000 then handed_back + to_close end as closed from handed)
insert into matters (id, kind, stage, request_type, channel, category_code, area_code, held_level, placed, title_id, detail_id, urgent, protected,
    raised_at, source, source_id, voices, body_id, dispatched_at, signed_at, signed_by_silence, contacted_at, handed_back_at, closed_at, due_at,
    stage_due_at, calendar_known, overdue, extended_days, extensions, suspensions, dispatches, returns, returns_refused, redos, reopenings, appeals,
    attempts, raiser_outcome, answered_at, rating, exclusion, reminders, version)
select printf('%08X-0000-4000-8000-%012X', i, i), 'problem',
       case when closed is not null then case when chance < 25 then 'Unconfirmed' else 'Settled' end when handed_back is not null then 'Checked'
            when dispatched is null then case when chance < 50 then 'Listed' else 'Declined' end
            when dispatched + to_sign < unixepoch() * 1000 then 'Accepted' else 'Dispatched' end,
       json_extract('["Help", "Help", "Help", "Complaint", "Enquiry", "Enquiry", "Suggestion", "Report", "Praise", "Other"]', '$[' || ((i * 7919 % 1000003) % 10) || ']'), json_extract('["Web", "Qr", "Hotline", "Hotline", "Call", "Visit", "Group"]', '$[' || ((i * 104729 % 1000003) % 7) || ']'), json_extract('["0101", "0102", "0203", "0301", "0302", "0401"]', '$[' || ((i * 299706 % 1000003) % 6) || ']'), places.code, 5, 1, '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', 0, 0,
       raised, 'million', cast(i as text), 1, case when dispatched is not null then offices.id end, dispatched,
       case when dispatched + to_sign < unixepoch() * 1000 then dispatched + to_sign end, case when rare < 120 then 1 else 0 end,
       case when dispatched + to_contact < unixepoch() * 1000 then dispatched + to_contact end, handed_back, closed, dispatched + 432000000,
       case when closed is null then dispatched + 108000000 end, 1, coalesce(handed_back > dispatched + 432000000, 0),
       0, 0, 0, case when dispatched is null then 0 else 1 end, case when rare < 60 then 1 else 0 end, 0, case when rare < 30 then 1 else 0 end, 0, 0, 0,
       case when closed is not null and chance >= 25 then case when chance < 85 then 'Solved' else 'PartlySolved' end end,
       case when closed is not null and chance >= 25 then closed end,
       case when closed is not null and chance >= 25 then case when rare < 700 then 'Satisfied' when rare < 900 then 'Acceptable' else 'Dissatisfied' end end,
       case when rare >= 980 then 'Excluded' end, 0, 0
from ended join places on places.n = (i * 541 % 1000003) % 100
     join offices on offices.n = ((i * 521 % 1000003) % 100 / 10 * 7 + (i * 541 % 1000003) % 100) % offices.many;
commit;
