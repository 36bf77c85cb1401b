-- Whoever leads a unit is asked whether it receives a case of which they see nothing else: such cases are found by that unit, as long
-- as they are open and a transition to it is planned.
create table case_receiver (
  unit   text not null,
  "case" text not null references "case" (id),
  primary key (unit, "case")
) strict, without rowid;
create index case_receiver_case on case_receiver ("case");

insert into case_receiver
  select distinct json_extract(one.value, '$.unit'), "case".id
  from (
      select id, state from "case"
      where status = 'open' and json_valid(state) and json_type(state, '$.transitions') = 'array'
    ) as "case",
    json_each("case".state, '$.transitions') as one
  where one.type = 'object' and json_extract(one.value, '$.status') = 'planned' and json_type(one.value, '$.unit') = 'text';
