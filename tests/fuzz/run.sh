#!/usr/bin/env bash
# Fuzzes the readers of CSV and of case.toml, each for SECONDS (300 unless given), from the seeds in this
# folder and the examples. New inputs stay in BUILD/corpus; an input that breaks a reader is left in
# BUILD/findings and ends the run with an error.
#
#     tests/fuzz/run.sh BUILD [SECONDS]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${1:?usage: tests/fuzz/run.sh BUILD [SECONDS]}
seconds=${2:-300}

fuzz() { # NAME KIND SEEDS...
    local name=$1 kind=$2
    shift 2
    local corpus="$build/corpus/$kind" seeds="$build/seeds/$kind"
    rm -rf "$seeds"
    mkdir -p "$corpus" "$seeds" "$build/findings"
    local number=0
    for seed in "$@"; do
        number=$((number + 1))
        cp "$seed" "$seeds/$number"
    done
    echo "fuzzing $name for $seconds s from $number seeds" >&2
    nice -n 15 "$program_folder/$name" -max_total_time="$seconds" -timeout=10 -max_len=65536 -print_final_stats=1 \
        -dict="$here/$kind.dict" -artifact_prefix="$build/findings/$kind-" "$corpus" "$seeds"
}

program_folder=$(dirname "$(find "$build" -name csv_fuzz -type f -perm -u+x | head -n 1)")
fuzz csv_fuzz csv "$here"/corpus/csv/* "$root"/examples/*/*.csv
fuzz settings_fuzz toml "$here"/corpus/toml/* "$root"/examples/*/case.toml
echo "no finding" >&2
