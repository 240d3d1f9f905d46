#!/usr/bin/env bash
# run.sh LOGS TARGET SEEDS LONGEST: libFuzzer on one target for $FUZZ_SECONDS; what it says goes to LOGS/TARGET, and its end is told
# if it found something. The input that it found is then .build-fuzz/TARGET-crash-…: a seed for Tests/Fuzz/Seeds/SEEDS. By hand each
# run goes other ways; in CI ($CI is set) the same, so that it is a change that fails and not chance.
set -u
corpus=.build-fuzz/corpus/$2
mkdir -p "$corpus"
# Charsets live as long as the process, in a form that hides them from the leak check. No backtrace: it would be another process
# that takes its time.
if ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$2 .build-fuzz/release/Fuzz \
    -max_total_time="$FUZZ_SECONDS" ${CI:+-seed=1} -max_len="$4" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=1 \
    -artifact_prefix=".build-fuzz/$2-" "$corpus" "Tests/Fuzz/Seeds/$3" > "$1/$2" 2>&1; then
    echo "fuzz: $2: $(awk '/number_of_executed_units/ { print $2 }' "$1/$2") executions"
else
    echo "fuzz: $2: FOUND" && grep -aE 'Fatal error|ERROR|SUMMARY|Test unit|    #[0-9] ' "$1/$2" | head -30
    exit 1
fi
