#!/usr/bin/env bash
# The one entry point for checks: Tests/check.sh WORD…   with the words
#   build   an optimised curlew, statically linked to Swift: .build-static/release/curlew
#   test    unit and property tests, and transfers against real servers on loopback
#   e2e     the real program in tmux, and its command line beside the installed curl
#   faults  the same on a machine that refuses: signals at every moment, stalled and vanished terminals, FIFOs, no descriptors,
#           threads, memory or room, name servers that do not answer; SEED=N chooses the moments
#   terminal   hostile bytes in every place that text can come from, on seven types of terminal; all that is written is read
#   sanitize   the tests of what has threads under ThreadSanitizer, and with those of unsafe memory under AddressSanitizer
#   lint    the formatter's rules
#   fuzz [SECONDS]   all that takes bytes from outside (Tests/Fuzz/Targets), under libFuzzer and AddressSanitizer, 20 s each
#   bench   speed beside the peers that are installed (less, lnav, most, vim, curl): takes about ten minutes
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

# Half of it would be ICU's data (locales, calendars, transliterations, 34 MB), which comes with Foundation and which nothing
# here asks for: what is found in their place is no such data, and is left alone.
#
# C++'s own libraries are linked in where there are archives of them: their loading costs 0.8 ms at every start. No others, whose faults
# are mended by whoever distributes them.
build() {
    local archives=.build-static/archives library archive
    mkdir -p "$archives"
    for library in stdc++ gcc_eh; do
        archive=$(cc -print-file-name="lib$library.a" || true)
        # What is in gcc_eh is asked for by its shared name.
        if [ -f "$archive" ]; then ln -sf "$archive" "$archives/lib${library/gcc_eh/gcc_s}.a"; fi
    done
    swift build -c release --static-swift-stdlib --scratch-path .build-static --product curlew \
        -Xlinker -L"$archives" -Xlinker -s -Xlinker --defsym=icudt76_dat=_start
}
# What only computes runs by itself: it would keep those that wait for a server from going on.
computing='LawTests|AgreementTests'
test() { swift test --skip "EndToEndTests|$computing" && swift test --skip-build --filter "$computing"; }
apart='FaultTests|HostileTextTests'
e2e() { swift test --filter EndToEndTests --skip "$apart"; }
faults() { swift test --filter 'EndToEndTests.*FaultTests'; }
terminal() { swift test --filter 'EndToEndTests.*HostileTextTests'; }
# Threads are in these rooms, and memory that is handled by hand in these and `unsafe`. One test at a time: under a sanitizer all
# together are so slow that their time limits pass.
threaded='SystemTests|BodiesTests|TransferTests|RuntimeTests|CursesTests'
unsafe='BytesTests|ScreenTests|SearchTests|FuzzTests'
# Neither has a suppression. Leaks are not looked for: charsets live as long as the process, in a form that hides them from that
# check. The tests of Documents take more than ten minutes; `fuzz` has its formatters under AddressSanitizer, with worse input.
sanitize() {
    SWIFT_BACKTRACE=enable=no TSAN_OPTIONS='halt_on_error=0 exitcode=66' \
        swift test --sanitize thread --scratch-path .build-thread --no-parallel --filter "$threaded"
    SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 \
        swift test --sanitize address --scratch-path .build-address --no-parallel \
        --filter "$threaded|$unsafe" --skip "$computing"
}
lint() { swift format lint --strict --recursive Package.swift Sources Tests Resources; }
fuzz() {
    CURLEW_FUZZ=1 swift build -c release --product Fuzz --scratch-path .build-fuzz \
        --sanitize fuzzer --sanitize address -Xswiftc -sanitize=fuzzer,address
    local logs=.build-fuzz/logs failed=0
    rm -rf "$logs"
    mkdir -p "$logs"
    FUZZ_TARGET='' .build-fuzz/release/Fuzz | FUZZ_SECONDS=$1 xargs -P 2 -L 1 Tests/Fuzz/run.sh "$logs" || failed=1
    awk '/number_of_executed_units/ { sum += $2 } END { print sum " executions in all" }' "$logs"/*
    return "$failed"
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
        --phases "${PHASES:-startup,latency,ingest,filter,events,responsive,quit,exchanges,held,common,longline,json,records,idle,limits}"
    python3 Tests/Bench/ptybench.py --report "$results"
}

[ $# -gt 0 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 2; }
while [ $# -gt 0 ]; do
    word=$1
    SECONDS=0
    case $word in
    build | test | e2e | faults | terminal | sanitize | lint | bench) "$word" ;;
    fuzz)
        seconds=20
        if [[ ${2:-} =~ ^[0-9]+$ ]]; then seconds=$2 && shift; fi
        fuzz "$seconds"
        ;;
    *) echo "check.sh: no check named $word" >&2; exit 2 ;;
    esac
    echo "check.sh: $word: passed after $SECONDS s"
    shift
done
