-- Social organizations from the idea to registration. valid days are of the acts; every step is kept.
create table incubations (
    id           text   primary key,
    name         text   not null,
    area_code    integer not null,
    idea_id      text   not null,
    stage        text   not null check (stage in ('Idea', 'Helped', 'OnTrial', 'Filed', 'Registered', 'Closed')),
    stage_since  text   not null,
    mentor_id    text,
    incubator_id text,
    contact_id   text,
    body_id      text,
    version      integer not null,
    check (stage in ('Idea', 'Closed') or mentor_id is not null),
    check (stage <> 'Registered' or body_id is not null)
) strict;
create index incubations_stage on incubations (stage, area_code, id);
create index incubations_area on incubations (area_code, id);
create table incubation_steps (
    id            text   primary key,
    incubation_id text   not null references incubations (id),
    from_stage    text,
    to_stage      text   not null,
    on_day        text   not null,
    words_id      text,
    position      integer not null,
    unique (incubation_id, position)
) strict;
create table incubation_papers (
    id            text primary key,
    incubation_id text not null references incubations (id),
    kind          text not null check (kind in ('Charter', 'Members', 'Premises', 'Plan', 'Filing', 'Certificate', 'Other')),
    number        text not null,
    on_day        text not null
) strict;
create index incubation_papers_of on incubation_papers (incubation_id, on_day);
