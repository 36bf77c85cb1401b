-- What every start looks for among all cases: those that are open, and what it finds after an earlier version alone.
create index case_open on "case" (id) where status = 'open';
create index case_unnamed on "case" (id) where instr(state, '"namesNoUnits":true') > 0;
