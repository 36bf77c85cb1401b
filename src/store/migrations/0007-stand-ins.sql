-- Somebody who leads a unit on some days while its leader is away. The days are those of the municipality's calendar.
create table stand_in (
  municipality text not null,
  unit         text not null,
  service      text not null,
  leader       text not null,
  person       text not null,
  from_day     text not null,
  until_day    text not null,
  -- Whether it has been told of what waited when it began.
  begun        integer not null default 0,
  primary key (municipality, unit, leader)
) strict, without rowid;
create index stand_in_person on stand_in (person);
