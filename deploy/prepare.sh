#!/usr/bin/env bash
# Makes deploy/secrets for compose.yaml: passwords, a private authority, certificates. What is there already is kept.
# Run it as root, because each file belongs to the user of the container that reads it.
set -euo pipefail
umask 077
folder="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/secrets"
mkdir -p "$folder"
cd "$folder"
service=1654 database=999 proxy=101

random() { [ -s "$1" ] || openssl rand -hex 32 >"$1"; }
issue() { # NAME ALTERNATIVE-NAMES: a certificate for both ends of a connection, for a year
  [ -s "$1-cert.pem" ] && return
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1-key.pem" -subj "/CN=$1" -out "$1.csr" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority-key.pem -days 365 -out "$1-cert.pem" 2>/dev/null \
    -extfile <(printf 'basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=%s\n' "$2")
  rm "$1.csr"
}

for name in postgres-password owner-password service-password verify-token; do random "$name"; done
if [ ! -s authority.pem ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=hermetic-inside \
    -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout authority-key.pem -out authority.pem 2>/dev/null
fi
issue database DNS:database
issue node DNS:node1,DNS:node2,IP:10.93.7.11,IP:10.93.7.12
connection='Host=database;Database=hermetic;SSL Mode=VerifyFull;Root Certificate=/run/secrets/authority'
printf '%s;Username=hermetic_service;Password=%s\n' "$connection" "$(cat service-password)" >storage
printf '%s;Username=hermetic_owner;Password=%s\n' "$connection" "$(cat owner-password)" >storage-owner

missing=()
for name in app-secret access-token proxy-cert.pem proxy-key.pem; do [ -s "$name" ] || missing+=("$name"); done
if [ "$(id -u)" -eq 0 ]; then
  chown "$service:$service" storage storage-owner node-*.pem verify-token
  chown "$database:$database" postgres-password owner-password service-password database-*.pem
  for name in app-secret access-token; do [ ! -s "$name" ] || chown "$service:$service" "$name"; done
  for name in proxy-cert.pem proxy-key.pem; do [ ! -s "$name" ] || chown "$proxy:$proxy" "$name"; done
  chmod 0400 ./*
  chmod 0444 authority.pem
  chmod 0711 .
else
  echo "Not root: the containers' users cannot read these files yet; run it again as root." >&2
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "Still missing in $folder: ${missing[*]}. Put them there and run this again." >&2
  exit 1
fi
