-- What other modules may read: every building with its name of today and the code that it has from a day on. valid_to is
-- the first day on which it has another.
create view building_codes as
    select c.place_id as building_id, c.area_code, p.name, e.name as estate, c.valid_from, c.valid_to
    from place_codes c join places p on p.id = c.place_id left join places e on e.id = p.estate_id
    where p.kind = 'Building';
