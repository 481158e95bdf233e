#!/usr/bin/env bash
# Makes docs/media/demo.webp from the running program: starts a demo of its own, films it, stops it.
# Needs Chromium and img2webp (Debian: chromium, webp) and npm.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
port=${1:-18090}
"$root/hermetic" demo --port "$port" --data "$work/data" >"$work/demo.log" &
demo=$!
trap 'kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; rm -rf "$work"' EXIT
until curl -sf -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.5; kill -0 "$demo"; done
npm install --silent --no-save --prefix "$work" playwright-core >/dev/null
cp "$here/film.mjs" "$work/"
node "$work/film.mjs" "http://127.0.0.1:$port/" "$work/frames"
# shellcheck disable=SC2046 # one word per option is what is wanted
img2webp -loop 0 -lossy -q 70 -m 6 $(tr '\n' ' ' <"$work/frames/list") -o "$here/demo.webp"
ls -l "$here/demo.webp"
