#!/usr/bin/env bash
# The one entry point for checks: Tests/check.sh WORD…   with the words
#   build   an optimised curlew, statically linked to Swift: .build-static/release/curlew
#   test    unit and property tests, and transfers against real servers on loopback
#   e2e     the real program in tmux, and its command line beside the installed curl
#   faults  the same on a machine that refuses: signals at every moment, stalled and vanished terminals, FIFOs, no descriptors,
#           threads, memory or room, name servers that do not answer; SEED=N chooses the moments
#   lint    the formatter's rules
#   fuzz    every view on random bodies, in every charset, under libFuzzer and AddressSanitizer for ${FUZZ_SECONDS:-60} s
#   bench   speed beside the peers that are installed (less, lnav, most, vim, curl): takes about ten minutes
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

# Half of it would be ICU's data (locales, calendars, transliterations, 34 MB), which comes with Foundation and which nothing
# here asks for: what is found in their place is no such data, and is left alone.
build() {
    swift build -c release --static-swift-stdlib --scratch-path .build-static --product curlew \
        -Xlinker -s -Xlinker --defsym=icudt76_dat=_start
}
# What only computes runs by itself: it would keep those that wait for a server from going on.
computing='LawTests|AgreementTests'
test() { swift test --skip "EndToEndTests|$computing" && swift test --skip-build --filter "$computing"; }
apart='FaultTests'
e2e() { swift test --filter EndToEndTests --skip "$apart"; }
faults() { swift test --filter 'EndToEndTests.*FaultTests'; }
lint() { swift format lint --strict --recursive Package.swift Sources Tests Resources; }
fuzz() {
    mkdir -p .build-fuzz/corpus
    swift build --package-path Tests/Fuzz -c release --scratch-path .build-fuzz \
        --sanitize fuzzer --sanitize address -Xswiftc -sanitize=fuzzer,address
    # Charsets live as long as the process, in a form that hides them from the leak check.
    ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/Lines -max_total_time="${FUZZ_SECONDS:-60}" -max_len=400 -len_control=0 \
        -artifact_prefix=.build-fuzz/ .build-fuzz/corpus
}
bench() {
    build
    local programs=(--program "curlew=$PWD/.build-static/release/curlew {url}" --keys curlew)
    for peer in less lnav most vim; do
        if command -v "$peer" > /dev/null; then programs+=(--program "$peer"); fi
    done
    local results
    results=$(mktemp)
    python3 Tests/Bench/ptybench.py "${programs[@]}" --json "$results" \
        --phases "${PHASES:-startup,latency,ingest,filter,responsive,quit,longline,idle,limits}"
    python3 Tests/Bench/ptybench.py --report "$results"
}

[ $# -gt 0 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
for word in "$@"; do
    case $word in
    build | test | e2e | faults | lint | fuzz | bench) "$word" ;;
    *) echo "check.sh: no check named $word" >&2; exit 2 ;;
    esac
done
