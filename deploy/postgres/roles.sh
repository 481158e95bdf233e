#!/bin/sh
# Run once by the database's image, when its volume is empty: the two roles of docs/operate/postgresql.md.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres \
  --set=owner="$(cat /run/secrets/owner-password)" --set=service="$(cat /run/secrets/service-password)" <<'SQL'
create role hermetic_owner login password :'owner';
create role hermetic_service login password :'service';
create database hermetic owner hermetic_owner;
revoke connect on database hermetic from public;
grant connect on database hermetic to hermetic_service;
SQL
