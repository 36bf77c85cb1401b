-- Days on which somebody is away: both count. Why is not asked, and what is over is not kept.
create table leave (
  person    text primary key references person (id),
  from_day  text not null,
  until_day text not null,
  -- The day on which their cases were last looked at for it; null before it has begun.
  looked    text
) strict, without rowid;
