#!/usr/bin/env bash
# The chaos of the suite, for as long as you like; prints a JSON report for each engine and ends with 1 on a breach.
#   chaos.sh [--kills 200] [--messages 100000] [--nodes 1] [--rate 120] [--people 1000] [--freeze 30] [--seed N]
#            [--engine sqlite|postgres|disk|all]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
export HERMETIC_CHAOS_KILLS=200 HERMETIC_CHAOS_MESSAGES=100000 HERMETIC_CHAOS_NODES=1 HERMETIC_CHAOS_RATE=120
export HERMETIC_CHAOS_PEOPLE=1000 HERMETIC_CHAOS_FREEZE=30
engine=all
while [ $# -gt 0 ]; do
  case "$1" in
    --kills | --messages | --nodes | --rate | --people | --freeze)
      name=${1#--}
      export "HERMETIC_CHAOS_${name^^}=$2" ;;
    --seed) export HERMETIC_SEED=$2 ;;
    --engine) engine=$2 ;;
    --help) sed -n '2,4p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "There is no option $1; see --help." >&2; exit 2 ;;
  esac
  shift 2
done
case "$engine" in
  sqlite) tests='*.What_was_acknowledged_arrives*' ;;
  postgres) tests='*PostgreSQL_which_is_killed_and_frozen*' ;;
  disk) tests='*disk_that_is_full*' ;;
  all) tests='Hermetic.EndToEnd.Chaos.ChaosTests.*' ;;
  *) echo "--engine is sqlite, postgres, disk or all." >&2; exit 2 ;;
esac
cd "$root"
for project in src/Hermetic.Server test/Load test/EndToEnd; do
  dotnet build "$project" -c Release --nologo -v quiet -clp:ErrorsOnly >&2
done
HERMETIC_CHAOS_REPORT=$(mktemp)
export HERMETIC_CHAOS_REPORT
trap 'rm -f "$HERMETIC_CHAOS_REPORT"' EXIT
exit=0
dotnet artifacts/bin/EndToEnd.Tests/release/EndToEnd.Tests.dll --progress off \
  --filter-method "$tests" >&2 || exit=$?
cat "$HERMETIC_CHAOS_REPORT"
exit "$exit"
