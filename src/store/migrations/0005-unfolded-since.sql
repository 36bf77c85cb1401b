-- Since when it stands there: the answer that shows it may come after what folds it.
alter table unfolded add column since text not null default '1970-01-01T00:00:00.000Z';
