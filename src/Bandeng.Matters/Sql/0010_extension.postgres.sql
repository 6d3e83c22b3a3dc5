alter table matters add column extension_endorsed_by uuid;
