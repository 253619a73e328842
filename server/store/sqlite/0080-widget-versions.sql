-- Scripts of widgets that were published under an address of their own, with everything that they load: an
-- upgrade takes the built files away, and pages that pin a version go on asking for them.
create table widget_version (
  widget_id integer not null references widget (id) on delete cascade,
  -- The first 16 hexadecimal digits of the script's SHA-256.
  version text not null,
  script text not null,
  -- Names the build in widget_file.
  build text not null,
  created_at integer not null,
  primary key (widget_id, version)
) strict;

create table widget_file (
  build text not null,
  -- Below /widgets/.
  path text not null,
  content text not null,
  primary key (build, path)
) strict, without rowid;

create index widget_file_path on widget_file (path);
