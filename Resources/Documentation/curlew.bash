# Made from the option table by DocumentationTests; do not edit.
_curlew() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    COMPREPLY=()
    case $before in
        --alt-svc|-K|--config|-c|--cookie-jar|-D|--dump-header|--etag-compare|--etag-save|--hsts|-o|--output|--output-dir|--record|--replay|--request-target|--stderr|--trace|--trace-ascii|-T|--upload-file)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --connect-timeout|-C|--continue-at|-b|--cookie|-d|--data|--data-ascii|--data-binary|--data-raw|--data-urlencode|-F|--form|--form-string|-H|--header|--json|--max-redirs|-m|--max-time|--parallel-max|-r|--range|-e|--referer|-X|--request|--retry|--retry-delay|--retry-max-time|--speed|-z|--time-cond|--url|--url-query|-u|--user|-A|--user-agent|-w|--write-out)
            return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--alt-svc --no-clobber --compressed -K --config --connect-timeout -C --continue-at -b --cookie -c --cookie-jar --create-dirs --crlf -d --data --data-ascii --data-binary --data-raw --data-urlencode --demo -q --disable -D --dump-header --etag-compare --etag-save -f --fail --fail-early --fail-with-body -F --form --form-escape --form-string -G --get -g --globoff -I --head -H --header -h --help --hsts -k --insecure --json -j --junk-session-cookies -L --location --max-redirs -m --max-time -: --next -o --output --output-dir -Z --parallel --parallel-max --paste -r --range --record --record-secrets -e --referer -J --remote-header-name -O --remote-name --remote-name-all -R --remote-time --remove-on-error --replay -X --request --request-target --retry --retry-all-errors --retry-connrefused --retry-delay --retry-max-time -S --show-error -i --show-headers -s --silent --speed --stderr -z --time-cond --trace --trace-ascii --trace-time -T --upload-file --url --url-query -u --user -A --user-agent -v --verbose -V --version -w --write-out" -- "$word")
    fi
}
complete -F _curlew curlew
