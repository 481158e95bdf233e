#!/usr/bin/env bash
# Measures everything of docs/performance.md and writes its tables and plots. Wants a quiet machine and the better part
# of an hour. --quick takes about five minutes, and writes into artifacts/performance instead.
#   --nodes N        adds PostgreSQL with N nodes     --people MOST   growth up to so many people (100000)
#   --only NAME,...  measures these (echo, protection, intake, ack, growth); the rest is taken over from the last run
# TMPDIR decides which disk is measured.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
cd "$root"
case " $* " in *" --help "*) sed -n '2,7p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
for project in src/Hermetic.Server test/Load test/Hermetic.Benchmarks; do
  dotnet build "$project" -c Release --nologo -v quiet -clp:ErrorsOnly
done

# The product without a protection: a copy of the source, patched, built beside.
subtract() {
  local copy=artifacts/subtractions/$1; shift
  mkdir -p "$copy"
  git ls-files -z src business eng 'Directory.*' global.json | tar -c --null -T - | tar -x -C "$copy"
  for patch in "$@"; do
    git apply --directory="$copy" --whitespace=nowarn "test/Hermetic.Benchmarks/subtractions/$patch.patch"
  done
  dotnet build "$copy/src/Hermetic.Server" -c Release --nologo -v quiet -clp:ErrorsOnly -p:RunAnalyzers=false
}
subtract no-ledger ledger
subtract no-sealing sealing
subtract neither ledger sealing

peers=artifacts/peers
mkdir -p "$peers"
cp test/Hermetic.Benchmarks/peers/* "$peers/"
npm ci --prefix "$peers" --ignore-scripts --no-audit --no-fund --silent
out=docs/performance page=(--page docs/performance.md)
case " $* " in *" --quick "*) out=artifacts/performance page=() ;; esac
mkdir -p "$out"
exec dotnet artifacts/bin/Hermetic.Benchmarks/release/Hermetic.Benchmarks.dll rounds --out "$out" "${page[@]}" "$@"
