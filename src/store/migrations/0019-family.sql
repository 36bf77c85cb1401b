-- Who of a family has signed in to which of their cases: the account as a digest of what the sign-in calls it, and no name.
create table family (
  number  integer primary key,
  subject text not null,
  "case"  text not null,
  person  text not null unique
) strict;
create index family_subject on family (subject);

-- The codes that were given out and not used yet. `finds` is the digest of the part by which one is looked for.
create table family_code (
  digest text primary key,
  finds  text not null,
  "case" text not null,
  person text not null unique,
  until  text not null,
  -- How often somebody gave one that begins like it and is another.
  wrong  integer not null
) strict, without rowid;
create index family_code_finds on family_code (finds);
create index family_code_until on family_code (until);

-- In which language somebody wants their page.
create table family_lang (
  subject text primary key,
  lang    text not null
) strict, without rowid;
