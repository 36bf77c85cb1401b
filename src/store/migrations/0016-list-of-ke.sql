-- What was brought to KE is listed from the index alone, in the order of the list: it may be all that waits in a municipality.
drop index case_ke;
create index case_ke on "case" (municipality, status desc, id) where raised_to_ke = 1;
