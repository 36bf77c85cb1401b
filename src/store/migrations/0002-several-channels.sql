-- A case can be followed from several places, each with a thread of its own; a person can be reached through several
-- accounts and link new ones; what is sent can be asked for again; a channel can keep what nobody may read.

create table followed (
  -- Older ones first.
  number integer primary key,
  "case" text not null,
  -- Where the case was begun or asked for.
  origin text not null references place (key),
  -- The thread that stands there, once one does.
  thread text references place (key),
  unique ("case", origin)
) strict;
create index followed_origin on followed (origin);
-- A thread whose origin nobody knows is begun anew beside itself, should it have to be.
insert into followed ("case", origin, thread)
  select "case",
    coalesce(max(case when purpose = 'origin' then place end), max(place)),
    max(case when purpose = 'thread' then place end)
  from case_place group by "case" order by "case";
drop table case_place;

alter table outbox add column origin text;
-- Tries of which nobody knows whether they arrived.
alter table outbox add column unsure integer not null default 0;
update outbox set unsure = 1 where status = 'waiting' and reason = 'ambiguous';
-- What waits for a thread is for the one place its case was followed from until now.
update outbox set
    origin = followed.origin,
    lane = 'thread:' || outbox."case" || ':' || followed.origin
  from followed
  where followed."case" = outbox."case" and outbox.status = 'waiting' and outbox.verb in ('thread', 'line');
create index outbox_due on outbox (coalesce(lease_until, not_before), seq) where status = 'waiting';
create index outbox_dead_person on outbox (person) where status = 'dead';

alter table account add column heard_at text;
alter table account add column unreachable_at text;

alter table person add column email text;
-- Both or neither, as 08:00.
alter table person add column hours_from text;
alter table person add column hours_to text;
create index person_email on person (email) where email is not null;

create table link_code (
  digest text primary key,
  person text not null references person (id),
  until  text not null
) strict, without rowid;

-- Sealed with a master key; channel and name are authenticated with the text.
create table secret (
  channel        text not null,
  name           text not null,
  master_version integer not null,
  sealed         blob not null,
  primary key (channel, name)
) strict, without rowid;
