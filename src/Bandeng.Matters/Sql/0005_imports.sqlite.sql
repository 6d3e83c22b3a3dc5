-- What an import brought beside the matter itself, so that the next run can tell what has changed.
create table matter_imports (
    matter_id   text    primary key references matters (id),
    note_id     text    references texts (id),
    reply_id    text    references texts (id),
    answered_at integer,
    imported_at integer not null
) strict;
