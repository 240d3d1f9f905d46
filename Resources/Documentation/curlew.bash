# Made from the option table by DocumentationTests; do not edit.
_curlew() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    COMPREPLY=()
    case $before in
        --alt-svc|-K|--config|-c|--cookie-jar|--etag-compare|--etag-save|--hsts|-o|--output|--output-dir|--record|--replay|--request-target|-T|--upload-file)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --connect-timeout|-C|--continue-at|-b|--cookie|-d|--data|--data-ascii|--data-binary|--data-raw|--data-urlencode|-F|--form|--form-string|-H|--header|--json|--max-redirs|-m|--max-time|-r|--range|-e|--referer|-X|--request|--speed|-z|--time-cond|--url|--url-query|-u|--user|-A|--user-agent)
            return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--alt-svc --compressed -K --config --connect-timeout -C --continue-at -b --cookie -c --cookie-jar --crlf -d --data --data-ascii --data-binary --data-raw --data-urlencode --demo -q --disable --etag-compare --etag-save -f --fail -F --form --form-escape --form-string -G --get -g --globoff -I --head -H --header -h --help --hsts -k --insecure --json -j --junk-session-cookies -L --location --max-redirs -m --max-time -: --next -o --output --output-dir -Z --parallel --paste -r --range --record --record-secrets -e --referer -O --remote-name --remote-name-all --replay -X --request --request-target -S --show-error -i --show-headers -s --silent --speed -z --time-cond -T --upload-file --url --url-query -u --user -A --user-agent -V --version" -- "$word")
    fi
}
complete -F _curlew curlew
