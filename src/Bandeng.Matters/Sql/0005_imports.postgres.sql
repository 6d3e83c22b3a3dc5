-- What an import brought beside the matter itself, so that the next run can tell what has changed.
create table matter_imports (
    matter_id   uuid    primary key references matters (id),
    note_id     uuid    references texts (id),
    reply_id    uuid    references texts (id),
    answered_at bigint,
    imported_at bigint  not null
);
