#!/usr/bin/env bash
# Mutation testing of Cryptography and Ledger with Stryker.NET: docs/mutants.md has what it showed. In a copy of what is
# committed, because Stryker leaves changed assemblies behind. Reports go to artifacts/mutants.
#   mutants.sh [cryptography|ledger] [FILE.cs…]      without files: all of them; without a project: both
set -euo pipefail
version=5.1.0
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
out=$root/artifacts/mutants
case "${1-}" in
  --help) sed -n '2,4p' "${BASH_SOURCE[0]}"; exit 0 ;;
  cryptography) projects=(Cryptography); shift ;;
  ledger) projects=(Ledger); shift ;;
  '') projects=(Cryptography Ledger) ;;
  *) echo "There is no project $1; see --help." >&2; exit 2 ;;
esac

[ -x "$out/tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$version" --tool-path "$out/tool"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" archive HEAD | tar x -C "$copy"
# Analyzers judge what people write. Each mutant costs all tests that reach it: properties of thousands of samples draw a
# tenth of them, and the slowest tests are left out.
echo '-p:RunAnalyzers=false' >"$copy/Directory.Build.rsp"
find "$copy"/test/Hermetic.{Cryptography,Ledger}.Tests -name '*.cs' -exec \
  sed -i -E 's/iter: 2000\)/iter: 200)/; s/iter: ([0-9]+)_000\)/iter: \100)/' {} +
slow=(
  'FullyQualifiedName!~A_changed_hash_high' 'FullyQualifiedName!~leaf_hash_adjusted' 'DisplayName!~66000' 'DisplayName!~70000'
  'FullyQualifiedName!~Any_altered_byte_of_the_key_ring' 'FullyQualifiedName!~Whatever_is_rented'
)
tests=$(IFS='&'; echo "${slow[*]}")

files=()
for file in "$@"; do files+=(--mutate "**/$file"); done
for project in "${projects[@]}"; do
  (
    cd "$copy/test/Hermetic.$project.Tests"
    "$out/tool/dotnet-stryker" --project "Hermetic.$project.csproj" --test-runner mtp --test-case-filter "$tests" \
      --concurrency 2 "${files[@]}" --reporter Progress --reporter Json --reporter Html --output "$out/$project" \
      --skip-version-check
  )
  echo "$out/$project/reports/mutation-report.html"
done
