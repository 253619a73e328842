-- Values of the login token that a folder asks for besides its visibility: for each name one of its values.
create table folder_var (
  folder_id integer not null references folder on delete cascade,
  -- A dotted path.
  name text not null,
  value text not null,
  primary key (folder_id, name, value)
) strict, without rowid;

create trigger folder_var_insert_counts after insert on folder_var begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_var_update_counts after update on folder_var begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_var_delete_counts after delete on folder_var begin update revision set number = number + 1 where topic = 'knowledge'; end;
