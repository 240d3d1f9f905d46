# Made from the option table by DocumentationTests; do not edit.
_curlew() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    COMPREPLY=()
    case $before in
        -K|--config|-D|--dump-header|-o|--output|--output-dir|--record|--replay|--stderr|--trace|--trace-ascii)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --connect-timeout|-d|--data|--data-ascii|--data-binary|--data-raw|--data-urlencode|-H|--header|--json|--max-redirs|-m|--max-time|--parallel-max|-e|--referer|-X|--request|--retry|--retry-delay|--retry-max-time|--speed|--url|--url-query|-u|--user|-A|--user-agent|-w|--write-out)
            return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--no-clobber --compressed -K --config --connect-timeout --create-dirs -d --data --data-ascii --data-binary --data-raw --data-urlencode --demo -q --disable -D --dump-header -f --fail --fail-early --fail-with-body -G --get -g --globoff -I --head -H --header -h --help -k --insecure --json -L --location --max-redirs -m --max-time -: --next -o --output --output-dir -Z --parallel --parallel-max --paste --record -e --referer -J --remote-header-name -O --remote-name --remote-name-all -R --remote-time --remove-on-error --replay -X --request --retry --retry-all-errors --retry-connrefused --retry-delay --retry-max-time -S --show-error -i --show-headers -s --silent --speed --stderr --trace --trace-ascii --trace-time --url --url-query -u --user -A --user-agent -v --verbose -V --version -w --write-out" -- "$word")
    fi
}
complete -F _curlew curlew
