-- A post for some days only was never given by anything: a leader names who leads meanwhile (stand_in), and everybody else has
-- a line in the file of people. A row that has days all the same is nobody's standing post, and must not become one.
delete from post where from_day is not null or until_day is not null;
drop index post_standing;
alter table post drop column from_day;
alter table post drop column until_day;
create unique index post_once on post (person, municipality, unit, service);
