-- Kinds of pairs with what belongs to each, as dated data. The four ones (四个一) are four slots of a kind.
create table pair_kinds (
    code         text    primary key,
    name         text    not null,
    name_en      text    not null,
    all_have_one boolean not null
);
create table pair_slots (
    id         uuid   primary key,
    kind_code  text   not null references pair_kinds (code),
    code       text   not null,
    name       text   not null,
    name_en    text   not null,
    holder     text   not null check (holder in ('Person', 'Body', 'Area')),
    least      bigint not null check (least between 0 and 50),
    position   bigint not null,
    valid_from text   not null,
    valid_to   text   check (valid_to >= valid_from)
);
create unique index pair_slots_one on pair_slots (kind_code, code, valid_from);

-- A pair: whom it is for, from a day to a day. valid_to is the last day, included.
create table pairs (
    id         uuid   primary key,
    kind_code  text   not null references pair_kinds (code),
    area_code  bigint not null,
    purpose    text   not null,
    valid_from text   not null,
    valid_to   text   check (valid_to >= valid_from),
    version    bigint not null
);
create index pairs_area on pairs (area_code, kind_code);
create table pair_sides (
    id         uuid   primary key,
    pair_id    uuid   not null references pairs (id),
    slot_code  text   not null,
    person_id  uuid,
    body_id    uuid,
    area_code  bigint,
    valid_from text   not null,
    valid_to   text   check (valid_to >= valid_from),
    version    bigint not null,
    check ((person_id is null) <> (body_id is null) or area_code is not null)
);
create index pair_sides_pair on pair_sides (pair_id);
create index pair_sides_person on pair_sides (person_id) where person_id is not null;
create index pair_sides_body on pair_sides (body_id) where body_id is not null;

-- What they set out to do and when they met; the words stand in the erasable store.
create table pair_notes (
    id       uuid   primary key,
    pair_id  uuid   not null references pairs (id),
    kind     text   not null check (kind in ('Task', 'Contact')),
    on_day   text   not null,
    due_day  text   check (due_day >= on_day),
    done_day text,
    words_id uuid   not null,
    version  bigint not null
);
create index pair_notes_pair on pair_notes (pair_id, on_day);

insert into pair_kinds (code, name, name_en, all_have_one) values
    ('department-community', '部门联社区', 'Department with community', true),
    ('four-ones', '领导联薄弱村（四个一）', 'Leader with weak village (four ones)', false),
    ('old-new', '老带新（帮带）', 'Old hand with newcomer', false),
    ('alliance', '村村联建（1+4）', 'Alliance of villages (1+4)', false);
insert into pair_slots (id, kind_code, code, name, name_en, holder, least, position, valid_from) values
    ('01940000-0000-7000-8000-000000000001', 'department-community', 'department', '结对部门', 'Department', 'Body', 1, 1, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000002', 'department-community', 'liaison', '联络员', 'Liaison', 'Person', 1, 2, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000003', 'four-ones', 'leader', '一名包联领导', 'One leader', 'Person', 1, 1, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000004', 'four-ones', 'department', '一个帮扶部门', 'One department', 'Body', 1, 2, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000005', 'four-ones', 'secretary', '一名第一书记', 'One first secretary', 'Person', 1, 3, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000006', 'four-ones', 'team', '一支工作队', 'One work team', 'Body', 1, 4, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000007', 'old-new', 'old', '帮带人', 'Old hand', 'Person', 1, 1, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000008', 'old-new', 'new', '新任', 'Newcomer', 'Person', 1, 2, '2000-01-01'),
    ('01940000-0000-7000-8000-000000000009', 'alliance', 'member', '联建村', 'Member village', 'Area', 4, 1, '2000-01-01');
