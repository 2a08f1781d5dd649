-- The register as relations, in the SQL that SQLite and PostgreSQL share. Days are ISO 8601.
-- Everything is written anew in one transaction; nothing else belongs into these tables.
create table if not exists register (
  schema text primary key,
  as_of date not null,
  tool text not null
);
create table if not exists party (
  name text primary key,
  title text not null,
  house text references party (name)
);
create table if not exists service (
  name text primary key,
  title text not null,
  owner text references party (name)
);
create table if not exists agreement (
  name text primary key,
  title text not null,
  kind text not null check (kind in ('sla', 'ola', 'uc')),
  file text not null,
  is_removed boolean not null,
  removed date,
  removed_by text
);
create table if not exists version (
  agreement text not null references agreement (name),
  number integer not null check (number > 0),
  is_current boolean not null,
  in_force boolean not null,
  version text,
  status text not null check (status in ('requirement', 'draft', 'proposed', 'signed', 'ended')),
  level text check (level in ('corporate', 'customer', 'service')),
  provider text references party (name),
  customer text references party (name),
  first_day date,
  last_day date,
  renewal text,
  notice text,
  notice_day date,
  next_review date,
  effective date,
  fingerprint text not null,
  committed_as text,
  committed date,
  author text,
  primary key (agreement, number)
);
create table if not exists version_service (
  agreement text not null,
  number integer not null,
  service text not null references service (name),
  primary key (agreement, number, service),
  foreign key (agreement, number) references version (agreement, number)
);
create table if not exists version_terms (
  agreement text not null,
  number integer not null,
  terms text not null,
  primary key (agreement, number, terms),
  foreign key (agreement, number) references version (agreement, number)
);
create table if not exists price (
  agreement text not null,
  number integer not null,
  parameter text not null,
  value text not null,
  primary key (agreement, number, parameter),
  foreign key (agreement, number) references version (agreement, number)
);
create table if not exists promise (
  address text primary key,
  agreement text not null references agreement (name),
  promised text not null,
  verdict text not null check (verdict in ('backed', 'owned', 'expected', 'undecidable', 'unbacked')),
  assumptions integer not null
);
create table if not exists due (
  uid text primary key,
  day date not null,
  kind text not null,
  agreement text references agreement (name),
  what text not null
);
create table if not exists due_party (
  uid text not null references due (uid),
  party text not null references party (name),
  primary key (uid, party)
);
