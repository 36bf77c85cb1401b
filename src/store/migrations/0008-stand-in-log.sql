-- Who led in whose place, from when until when, and why it ended: for good, as one chain of hashes, so that it is known later as
-- what somebody decided. What led before this was kept is told from its end alone.
create table stand_in_log (
  seq          integer primary key,
  at           text not null,
  -- A person, `system`, or `administrator`.
  by           text not null,
  what         text not null check (what in ('named', 'begun', 'ended')),
  -- Why it ended; null of the others.
  why          text,
  municipality text not null,
  unit         text not null,
  service      text not null,
  leader       text not null,
  person       text not null,
  from_day     text not null,
  until_day    text not null,
  prev_hash    text not null,
  hash         text not null
) strict;
create index stand_in_log_person on stand_in_log (person);
create trigger stand_in_log_update before update on stand_in_log begin select raise(abort, 'the log of standing in is append-only'); end;
create trigger stand_in_log_delete before delete on stand_in_log begin select raise(abort, 'the log of standing in is append-only'); end;
