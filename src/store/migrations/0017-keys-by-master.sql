-- A start asks which master keys are needed, and finds them without looking at the key of every case.
create index case_key_master on case_key (master_version);
