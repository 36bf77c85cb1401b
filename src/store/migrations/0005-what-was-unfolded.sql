-- The answer that shows something may come after what folds it, or never: a message is remembered with every case that may
-- stand in it, since when, and with what its reader might read of the case then.
create table unfolded_anew (
  message_place text not null,
  message_id    text not null,
  message       text not null,
  person        text not null,
  "case"        text,
  -- What asks for it anew, as a button carries it; null: nothing.
  opens         text,
  -- When it is to be folded; null: it is on its way, or could not be.
  until         text,
  since         text not null,
  -- Empty where it was not written down yet.
  reads         text not null
) strict;
insert into unfolded_anew
  select message_place, message_id, message, person, "case", opens, until, '1970-01-01T00:00:00.000Z', '' from unfolded;
drop table unfolded;
alter table unfolded_anew rename to unfolded;
create unique index unfolded_once on unfolded (message_place, message_id, coalesce("case", ''));
create index unfolded_until on unfolded (until) where until is not null;
create index unfolded_case on unfolded ("case") where "case" is not null;
