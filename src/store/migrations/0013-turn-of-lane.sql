-- Whether a row is the first of its lane that waits: only it may be sent. Kept by the table itself, so that what may be sent next is
-- found at once, however many wait behind it.
alter table outbox add column head integer not null default 0 check (head in (0, 1));

update outbox set head = 1
where status = 'waiting' and seq = (select min(seq) from outbox as other where other.lane = outbox.lane and other.status = 'waiting');

drop index outbox_due;
create index outbox_due on outbox (coalesce(lease_until, not_before), seq) where status = 'waiting' and head = 1;
create index outbox_head on outbox (lane) where head = 1;

create trigger outbox_put after insert on outbox when new.status = 'waiting' begin
  update outbox set head = 1
  where seq = new.seq
    and not exists (select 1 from outbox as other where other.lane = new.lane and other.status = 'waiting' and other.seq < new.seq);
end;

-- Also of what waits again, which was put before the others.
create trigger outbox_turn after update of status on outbox begin
  update outbox set head = 0 where lane = new.lane and head = 1;
  update outbox set head = 1
  where seq = (select min(seq) from outbox as other where other.lane = new.lane and other.status = 'waiting');
end;

create trigger outbox_gone after delete on outbox when old.head = 1 begin
  update outbox set head = 1
  where seq = (select min(seq) from outbox as other where other.lane = old.lane and other.status = 'waiting');
end;
