-- Who is signed in to the page, by an account that a sign-in has proved. `id` is the digest of what their browser keeps. It ends at
-- `until`, which moves on as long as something is asked for, and at `latest` whatever is asked for.
create table session (
  id      text primary key,
  channel text not null,
  tenant  text not null,
  user    text not null,
  until   text not null,
  latest  text not null
) strict, without rowid;

create index session_account on session (channel, tenant, user);
create index session_until on session (until);
