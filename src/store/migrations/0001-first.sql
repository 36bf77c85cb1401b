-- The first schema. Times are ISO 8601 text in UTC and compare as text; columns named state, event, message and roles
-- hold JSON. `sealed` columns hold nonce, ciphertext and tag of AES-256-GCM, in that order.

create table "case" (
  id           text primary key,
  municipality text not null,
  ref          text not null,
  unit         text not null,
  status       text not null check (status in ('open', 'closed')),
  level        integer not null,
  holder       text,
  raised_to_ke integer not null check (raised_to_ke in (0, 1)),
  next_at      text,
  version      integer not null,
  -- The newest journal entry and its hash: without them the end of a journal could be cut off unseen.
  last_seq     integer not null,
  head         text not null,
  -- A migration that changes what a case is sets this to '': the case is then told anew from its journal.
  state        text not null,
  unique (municipality, ref)
) strict;
create index case_untold on "case" (id) where state = '';
create index case_unit on "case" (municipality, unit);
create index case_next on "case" (next_at) where next_at is not null;
create index case_ke on "case" (municipality) where raised_to_ke = 1;

create table case_number (
  municipality text primary key,
  last         integer not null
) strict, without rowid;

-- Who stands in a case, as its state says; written anew with every save.
create table case_person (
  person text not null,
  "case" text not null references "case" (id),
  primary key (person, "case")
) strict, without rowid;
create index case_person_case on case_person ("case");

create table journal (
  "case"    text not null references "case" (id),
  seq       integer not null,
  at        text not null,
  "by"      text not null,
  command   text not null,
  type      text not null,
  event     text not null,
  prev_hash text not null,
  hash      text not null,
  primary key ("case", seq)
) strict;
create trigger journal_update before update on journal begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_delete before delete on journal begin select raise(abort, 'the journal is append-only'); end;

create table word (
  id     text primary key,
  "case" text not null,
  sealed blob not null
) strict;
create index word_case on word ("case");
create trigger word_update before update on word begin select raise(abort, 'words are never changed'); end;
create trigger word_delete before delete on word begin select raise(abort, 'words are erased by their key'); end;

create table case_key (
  "case"         text primary key,
  master_version integer not null,
  sealed         blob not null
) strict, without rowid;

-- Something known, sealed with each master key: tells a wrong key from the right one before anything is read with it.
create table master_key (
  version integer primary key,
  sealed  blob not null
) strict;

create table inbox (
  channel  text not null,
  tenant   text not null,
  delivery text not null,
  at       text not null,
  primary key (channel, tenant, delivery)
) strict, without rowid;

create table outbox (
  seq           integer primary key autoincrement,
  id            text not null unique,
  "case"        text,
  verb          text not null check (verb in ('thread', 'line', 'direct', 'update')),
  card          text not null,
  line          text,
  subject       text not null,
  person        text,
  message       text,
  -- Place and id of the message, where the row is about one that exists.
  message_place text,
  message_id    text,
  lane          text not null,
  made_at       text not null,
  status        text not null check (status in ('waiting', 'sent', 'dropped', 'dead')),
  not_before    text not null,
  lease_until   text,
  fence         integer not null,
  attempts      integer not null,
  reason        text,
  finished_at   text
) strict;
create index outbox_lane on outbox (lane, seq) where status = 'waiting';
create index outbox_message on outbox (message_place, message_id) where status = 'waiting';
create index outbox_dead on outbox (finished_at) where status = 'dead';

create table shown (
  number        integer primary key,
  message_place text not null,
  message_id    text not null,
  message       text not null,
  "case"        text not null,
  card          text not null,
  line          text,
  subject       text not null,
  person        text,
  drawn         text not null,
  unique (message_place, message_id)
) strict;
create index shown_card on shown ("case", card, subject);

create table place (
  key     text primary key,
  channel text not null,
  tenant  text not null,
  kind    text not null check (kind in ('personal', 'group', 'channel', 'thread')),
  address text not null,
  dead_at text
) strict;
create index place_tenant on place (channel, tenant) where dead_at is null;

create table account_place (
  channel text not null,
  tenant  text not null,
  "user"  text not null,
  place   text not null references place (key),
  primary key (channel, tenant, "user")
) strict, without rowid;

create table case_place (
  "case"  text not null,
  purpose text not null check (purpose in ('origin', 'thread')),
  place   text not null references place (key),
  primary key ("case", purpose)
) strict, without rowid;

create table person (
  id           text primary key,
  municipality text not null,
  unit         text not null,
  service      text not null,
  name         text not null,
  roles        text not null,
  lang         text not null check (lang in ('nb', 'nn', 'en')),
  -- Whether the person chose the language; an import then leaves it alone.
  lang_chosen  integer not null check (lang_chosen in (0, 1)),
  active       integer not null check (active in (0, 1))
) strict;
create index person_unit on person (municipality, unit);
create index person_service on person (municipality, service);

create table account (
  channel text not null,
  tenant  text not null,
  "user"  text not null,
  person  text not null references person (id),
  primary key (channel, tenant, "user")
) strict, without rowid;
create index account_person on account (person);

create table access_log (
  seq       integer primary key,
  at        text not null,
  person    text not null,
  "case"    text not null,
  what      text not null,
  verdict   text not null check (verdict in ('read', 'refused')),
  roles     text not null,
  prev_hash text not null,
  hash      text not null
) strict;
create index access_log_case on access_log ("case");
create trigger access_log_update before update on access_log begin select raise(abort, 'the access log is append-only'); end;
create trigger access_log_delete before delete on access_log begin select raise(abort, 'the access log is append-only'); end;
