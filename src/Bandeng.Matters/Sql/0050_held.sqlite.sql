-- What came in so fast that a person looks first. Not a matter yet: the whole letter lies closed, and becomes one when it
-- is let in.
create table held_letters (
    id         text    primary key,
    code       text    not null unique,
    letter     text    not null,
    area_code  integer not null,
    why        text    not null check (why in ('SameWords', 'SameClient')),
    alike      text    not null,
    held_at    integer not null,
    settled_at integer,
    settled_by text,
    outcome    text    check (outcome in ('LetIn', 'Declined')),
    reason     text    check (reason in ('advertising', 'machine', 'repeated', 'abuse')),
    check ((settled_at is null) = (outcome is null)),
    check ((outcome = 'Declined') = (reason is not null) or outcome is null)
) strict;
create index held_letters_waiting on held_letters (held_at, id) where settled_at is null;
create index held_letters_alike on held_letters (alike) where settled_at is null;

-- Of what was sent in the last day: how alike it is and from where, as keyed hashes.
create table raise_marks (
    id     text    primary key,
    words  text    not null,
    client text    not null,
    at     integer not null
) strict;
create index raise_marks_words on raise_marks (words, at);
create index raise_marks_client on raise_marks (client, at);
create index raise_marks_at on raise_marks (at);
