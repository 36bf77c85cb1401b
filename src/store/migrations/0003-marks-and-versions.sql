-- What must be known later and is no delivery stood among the deliveries, as text that began with what it was. It gets a
-- table of its own: a purpose, what it is about, how often, and until when.

create table mark (
  purpose text not null check (purpose in ('once', 'elsewhere', 'undo', 'undone', 'wrong-code', 'email-asked')),
  channel text not null,
  tenant  text not null,
  key     text not null,
  times   integer not null,
  -- From then on it counts no more and may go; null: never.
  until   text,
  primary key (purpose, channel, tenant, key)
) strict, without rowid;
create index mark_until on mark (until) where until is not null;

insert into mark select 'once', channel, tenant, substr(delivery, 6), 1, null
  from inbox where delivery glob 'once:*';
insert into mark select 'elsewhere', channel, tenant, substr(delivery, 11), 1,
    strftime('%Y-%m-%dT%H:%M:%fZ', at, '+7 days')
  from inbox where delivery glob 'elsewhere:*';
insert into mark select 'undo', channel, tenant, substr(delivery, 6), 1, null
  from inbox where delivery glob 'undo [[]*';
insert into mark select 'undone', channel, tenant, substr(delivery, 8), 1, null
  from inbox where delivery glob 'undone [[]*';
-- wrong-code <user> <which ten minutes> <which one>
insert into mark select 'wrong-code', channel, tenant, substr(whose, 12), count(*),
    strftime('%Y-%m-%dT%H:%M:%fZ', (replace(whose, rtrim(whose, '0123456789'), '') + 2) * 600, 'unixepoch')
  from (
    select channel, tenant, rtrim(rtrim(delivery, '0123456789'), ' ') as whose
    from inbox where delivery glob 'wrong-code * [0-9]* [0-9]*'
  ) group by channel, tenant, whose;
-- email-asked <user> <which ten minutes>
insert into mark select 'email-asked', channel, tenant, substr(whose, 13), 1,
    strftime('%Y-%m-%dT%H:%M:%fZ', (max(stretch) + 1) * 600, 'unixepoch')
  from (
    select channel, tenant, rtrim(rtrim(delivery, '0123456789'), ' ') as whose,
      cast(replace(delivery, rtrim(delivery, '0123456789'), '') as integer) as stretch
    from inbox where delivery glob 'email-asked * [0-9]*'
  ) group by channel, tenant, whose;
delete from inbox where delivery glob 'once:*' or delivery glob 'elsewhere:*' or delivery glob 'undo [[]*'
  or delivery glob 'undone [[]*' or delivery glob 'wrong-code * [0-9]* [0-9]*' or delivery glob 'email-asked * [0-9]*';

-- A code is made when it is asked for and no more when it is sent: what was to bring one brings the way to it.
update outbox set card = 'pairing' where card = 'link-code' and status in ('waiting', 'dead');
-- Accounts are paired; a link leads to a case.
update outbox set card = 'paired' where card = 'linked';
alter table link_code rename to pairing_code;

-- For what is pruned by age.
create index inbox_at on inbox (at);
create index outbox_finished on outbox (finished_at) where status in ('sent', 'dropped');

-- Which version of the program's idea of a case its state was written by: an older one is told anew from its journal.
alter table "case" add column state_version integer not null default 1;
create index case_version on "case" (state_version);
