-- Somebody may work in several places: each post says where, for which service and as what. A person keeps what is theirs in
-- all of them; their municipality is their home, by which language, hours and settings go outside a case.

create table post (
  -- In the order in which they were given.
  number       integer primary key,
  person       text not null references person (id),
  municipality text not null,
  unit         text not null,
  service      text not null,
  roles        text not null,
  -- One that is left stays, so that it is known where somebody worked.
  active       integer not null check (active in (0, 1)),
  -- The first and the last day of one for some time; both null for a standing one.
  from_day     text,
  until_day    text
) strict;
create unique index post_standing on post (person, municipality, unit, service)
  where from_day is null and until_day is null;
create index post_person on post (person);
create index post_unit on post (municipality, unit);
create index post_service on post (municipality, service);

insert into post (person, municipality, unit, service, roles, active)
  select id, municipality, unit, service, roles, active from person order by id;

drop index person_unit;
drop index person_service;
alter table person drop column unit;
alter table person drop column service;
alter table person drop column roles;
