-- Social organizations from the idea to registration. valid days are of the acts; every step is kept.
create table incubations (
    id           uuid   primary key,
    name         text   not null,
    area_code    bigint not null,
    idea_id      uuid   not null,
    stage        text   not null check (stage in ('Idea', 'Helped', 'OnTrial', 'Filed', 'Registered', 'Closed')),
    stage_since  text   not null,
    mentor_id    uuid,
    incubator_id uuid,
    contact_id   uuid,
    body_id      uuid,
    version      bigint not null,
    check (stage in ('Idea', 'Closed') or mentor_id is not null),
    check (stage <> 'Registered' or body_id is not null)
);
create index incubations_stage on incubations (stage, area_code, id);
create index incubations_area on incubations (area_code, id);
create table incubation_steps (
    id            uuid   primary key,
    incubation_id uuid   not null references incubations (id),
    from_stage    text,
    to_stage      text   not null,
    on_day        text   not null,
    words_id      uuid,
    position      bigint not null,
    unique (incubation_id, position)
);
create table incubation_papers (
    id            uuid primary key,
    incubation_id uuid not null references incubations (id),
    kind          text not null check (kind in ('Charter', 'Members', 'Premises', 'Plan', 'Filing', 'Certificate', 'Other')),
    number        text not null,
    on_day        text not null
);
create index incubation_papers_of on incubation_papers (incubation_id, on_day);
