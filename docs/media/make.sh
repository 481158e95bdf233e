#!/usr/bin/env bash
# Makes docs/media/demo.webp and demo-dark.webp from the running program: starts a demo of its own for each, films it,
# stops it. Needs Chromium and img2webp (Debian: chromium, webp) and npm.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
port=${1:-18090}
demo=
stop() { if [ -n "$demo" ]; then kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; fi; demo=; }
trap 'stop; rm -rf "$work"' EXIT
npm install --silent --no-save --prefix "$work" playwright-core >/dev/null
cp "$here/film.mjs" "$work/"

film() { # SCHEME FILE
  "$root/hermetic" demo --port "$port" --data "$work/$1" >"$work/$1.log" &
  demo=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.5; kill -0 "$demo"; done
  node "$work/film.mjs" "http://127.0.0.1:$port/" "$work/frames-$1" "$1"
  stop
  # shellcheck disable=SC2046 # one word per option is what is wanted
  img2webp -loop 0 -lossy -q 70 -m 6 $(tr '\n' ' ' <"$work/frames-$1/list") -o "$here/$2"
}

film light demo.webp
film dark demo-dark.webp
ls -l "$here"/*.webp
