#!/usr/bin/env bash
# The whole suite. Installs what it needs (Debian packages, when root or sudo), builds once, runs every test project
# and prints last: N passed, N failed(, N skipped).
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root" || exit 1
quick=false
for option in "$@"; do
  case "$option" in
    --quick) quick=true ;;
    --help)
      echo "./hermetic test [--quick]   runs every test; --quick leaves out the browser and external servers"
      exit 0 ;;
    *) echo "Unknown option $option; see ./hermetic test --help" >&2; exit 2 ;;
  esac
done

# Command → Debian package(s). A missing peer makes its tests skip with a reason, never pass.
install_peers() {
  local wanted=()
  command -v node >/dev/null || wanted+=(nodejs)
  command -v go >/dev/null || wanted+=(golang-go)
  [ -d /usr/share/gocode/src/golang.org/x/mod ] || wanted+=(golang-golang-x-mod-dev)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  [ -x /usr/sbin/sshd ] || wanted+=(openssh-server)
  [ -x /usr/bin/softhsm2-util ] || wanted+=(softhsm2)
  python3 -c 'import yaml' 2>/dev/null || wanted+=(python3-yaml)
  python3 -c 'import jsonschema' 2>/dev/null || wanted+=(python3-jsonschema)
  if ! $quick; then
    command -v npm >/dev/null || wanted+=(npm)
    command -v chromium >/dev/null || wanted+=(chromium fonts-noto-core fonts-noto-color-emoji)
  fi
  [ ${#wanted[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Not root: the tests that need ${wanted[*]} will be skipped." >&2
      return
    fi
    sudo=(sudo -n)
  fi
  echo "Installing ${wanted[*]}…" >&2
  "${sudo[@]}" apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null \
    || echo "Some packages could not be installed; their tests will be skipped." >&2
}

# npm packages that judge the product from outside; without them their tests skip with a reason.
install_judges() {
  local folder=test/EndToEnd/Browser
  [ -f "$folder/node_modules/axe-core/axe.min.js" ] && return
  npm ci --prefix "$folder" --silent --no-audit --no-fund >/dev/null 2>&1 \
    || echo "axe-core could not be installed; the accessibility tests will be skipped." >&2
}

install_peers
$quick || install_judges
echo "Building…" >&2
if ! dotnet build Hermetic.slnx -c Release --nologo -v quiet -clp:ErrorsOnly; then
  echo "The build failed."
  echo "0 passed, 1 failed"
  exit 1
fi

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
projects=()
for project in test/*/*.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *Tests) ;; *) continue ;; esac
  if $quick && [ "$name" = EndToEnd.Tests ]; then continue; fi
  projects+=("$name")
done

run_one() {
  local name=$1 app="artifacts/bin/$1/release/$1.dll" begun=$SECONDS
  dotnet "$app" --progress off >"$2/$name.raw" 2>&1
  echo $? >"$2/$name.exit"
  # Some environments are taken for a colour terminal; the counts are read from plain text.
  sed 's/\x1b\[[0-9;]*m//g' "$2/$name.raw" >"$2/$name.log"
  echo "$name: $(sed -n 's/^ *succeeded: //p' "$2/$name.log" | tail -n 1) passed, $((SECONDS - begun)) s" >&2
}
export -f run_one
# Unit suites two at a time; the end-to-end suite alone, because it measures what happens under load.
printf '%s\n' "${projects[@]}" | grep -v '^EndToEnd' | xargs -P 2 -I{} bash -c 'run_one {} "$0"' "$logs"
printf '%s\n' "${projects[@]}" | grep '^EndToEnd' | xargs -r -I{} bash -c 'run_one {} "$0"' "$logs"

passed=0 failed=0 skipped=0
for name in "${projects[@]}"; do
  count() { sed -n "s/^ *$1: \([0-9]*\)$/\1/p" "$logs/$name.log" | tail -n 1; }
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  if [ -z "$p" ] || { [ "$(cat "$logs/$name.exit")" -ne 0 ] && [ "${f:-0}" -eq 0 ]; }; then
    f=1 # the runner itself broke: that is a failure, not silence
  fi
  if [ "${f:-0}" -gt 0 ]; then
    echo "── $name"
    # The services under test log in JSON; what failed stands between those lines.
    grep -av '^{"EventId"' "$logs/$name.log"
    sed -n "s/^failed /$name: /p" "$logs/$name.log" >>"$logs/failures"
    [ "${p:-}" ] || echo "$name: the run itself broke" >>"$logs/failures"
  fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
done
# Named last, where the end of a long output is all that is kept.
[ ! -f "$logs/failures" ] || { echo "── Failed"; cat "$logs/failures"; }
if [ "$skipped" -gt 0 ]; then
  grep -ahA1 '^skipped ' "$logs"/*.log | grep -v '^--' | head -n 40 >&2
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
