-- Mail addresses of people, closed and found as telephone numbers are; codes go to either.
alter table people add column mail text;
alter table people add column mail_fingerprint text check ((mail is null) = (mail_fingerprint is null));
create unique index people_mail on people (mail_fingerprint);
alter table sign_in_codes rename column phone to recipient;
alter table sign_in_codes add column person_id text;
create index sign_in_codes_person on sign_in_codes (person_id, created_at) where person_id is not null;
