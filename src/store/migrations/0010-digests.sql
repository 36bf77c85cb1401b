-- What waits for somebody comes to them in one list, at most once a working day.
create table digest (
  person  text primary key,
  -- When the next is put into the outbox; null where nothing waits.
  at      text,
  -- The newest row of the outbox, when it was put there, and whether it arrived.
  newest  text,
  put_at  text,
  sent    integer not null default 0,
  -- Where it stands.
  message text,
  -- How many unasked messages they got on the newest day on which they got any.
  day     text,
  told    integer not null default 0
) strict, without rowid;
create index digest_at on digest (at) where at is not null;
-- What was told of and had no room among a day's messages: a sentence of the next digest. digest is the row it went out in.
create table digest_line (
  number  integer primary key,
  person  text not null,
  "case"  text not null,
  line    text not null,
  subject text not null,
  digest  text
) strict;
create index digest_line_person on digest_line (person);
-- When somebody wants their digest; null: as the municipality has it.
alter table person add column digest text;
create index unfolded_person on unfolded (person);
