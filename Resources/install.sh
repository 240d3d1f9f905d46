#!/usr/bin/env bash
# Installs curlew with its man page and completions: Resources/install.sh [--prefix DIR] [--program FILE] [--uninstall]
#   --prefix DIR    under this directory; /usr/local if none is named
#   --program FILE  this one, built already, in place of building an optimised one
#   --uninstall     take away what was installed
# With DESTDIR in the environment all of it goes under that directory, as packages are made.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
usage() {
    sed -n '2,6s/^# \{0,1\}//p' "$0"
    exit "$1"
}

prefix=/usr/local program='' uninstalls=no
while [ $# -gt 0 ]; do
    case $1 in
    --prefix | --program) [ $# -gt 1 ] || usage 2 >&2 ;;&
    --prefix) prefix=$2 && shift 2 ;;
    --prefix=*) prefix=${1#*=} && shift ;;
    --program) program=$2 && shift 2 ;;
    --program=*) program=${1#*=} && shift ;;
    --uninstall) uninstalls=yes && shift ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
    esac
done
[ -n "$prefix" ] || usage 2 >&2

documentation=$root/Resources/Documentation
# What is installed: mode, source, place under the prefix.
files=(
    "755 program bin/curlew"
    "644 curlew.1 share/man/man1/curlew.1"
    "644 curlew.bash share/bash-completion/completions/curlew"
    "644 _curlew share/zsh/site-functions/_curlew"
    "644 curlew.fish share/fish/vendor_completions.d/curlew.fish"
)

if [ $uninstalls = yes ]; then
    for row in "${files[@]}"; do
        read -r _ _ place <<< "$row"
        rm -f "${DESTDIR:-}$prefix/$place"
    done
    echo "curlew is gone from ${DESTDIR:-}$prefix"
    exit
fi

if [ -z "$program" ]; then
    "$root/Tests/check.sh" build
    program=$root/.build-static/release/curlew
fi
for row in "${files[@]}"; do
    read -r mode source place <<< "$row"
    if [ "$source" = program ]; then source=$program; else source=$documentation/$source; fi
    # Replaced as a whole: one that runs goes on running.
    install -D -m "$mode" "$source" "${DESTDIR:-}$prefix/$place.new"
    mv "${DESTDIR:-}$prefix/$place.new" "${DESTDIR:-}$prefix/$place"
done
echo "curlew is in ${DESTDIR:-}$prefix/bin"
