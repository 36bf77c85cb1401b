-- Who gets the overview every week: a person in their own chat, or whoever reads a place in which a leader or the coordinator asked
-- for it.
create table weekly_overview (
  person  text not null references person (id),
  -- The key of the channel; '' for the person's own chat.
  place   text not null,
  -- The key of the place in which it was asked for, such as a thread of the channel; '' likewise.
  origin  text not null,
  next_at text not null,
  primary key (person, place)
) strict, without rowid;
create index weekly_overview_next on weekly_overview (next_at);
