-- What was typed and has not become part of a case yet is sealed as secrets are, and goes after some days.
alter table secret add column until text;
create index secret_until on secret (until) where until is not null;

-- Content that stands in somebody's own chat since they pressed for it, until it is folded again.
create table unfolded (
  message_place text not null,
  message_id    text not null,
  message       text not null,
  person        text not null,
  "case"        text,
  -- What asks for it anew, as a button carries it; null: nothing.
  opens         text,
  -- When it is to be folded; null: it is on its way, or could not be.
  until         text,
  primary key (message_place, message_id)
) strict, without rowid;
create index unfolded_until on unfolded (until) where until is not null;
create index unfolded_case on unfolded ("case") where "case" is not null;

-- Where each municipality let content stand when the bot was last started.
create table content_stands (municipality text primary key, stands text not null) strict, without rowid;
