-- Notes alone grow without end: each lies in a row of its own, in the order in which they stand in the case, so that the next one
-- costs the same however many came before. The journal tells them as before.
create table note (
  "case" text not null references "case" (id),
  number integer not null,
  state  text not null,
  primary key ("case", number)
) strict, without rowid;

-- A state that somebody has spoiled stays so for whoever looks, and keeps no other case from being opened.
insert into note
  select "case".id, one.key, one.value
  from (select id, state from "case" where json_valid(state) and json_type(state, '$.notes') = 'array') as "case",
    json_each("case".state, '$.notes') as one
  where one.type = 'object';
update "case" set state = json_remove(state, '$.notes') where json_valid(state);
