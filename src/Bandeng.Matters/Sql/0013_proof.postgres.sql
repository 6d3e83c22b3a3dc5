-- 佐证: what goes with an application for exclusion, inside the office.
alter table matter_files drop constraint matter_files_moment_check;
alter table matter_files add constraint matter_files_moment_check
    check (moment in ('Raised', 'Before', 'After', 'Paper', 'Proof'));
