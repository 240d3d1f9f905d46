# Made from the option table by DocumentationTests; do not edit.
_curlew() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    COMPREPLY=()
    case $before in
        -K|--config|-o|--output|--output-dir|--record|--replay)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --connect-timeout|-d|--data|--data-ascii|--data-binary|--data-raw|--data-urlencode|-H|--header|--json|--max-redirs|-m|--max-time|-e|--referer|-X|--request|--speed|--url|--url-query|-u|--user|-A|--user-agent)
            return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--compressed -K --config --connect-timeout -d --data --data-ascii --data-binary --data-raw --data-urlencode --demo -q --disable -f --fail -G --get -g --globoff -I --head -H --header -h --help -k --insecure --json -L --location --max-redirs -m --max-time -: --next -o --output --output-dir -Z --parallel --paste --record -e --referer -O --remote-name --remote-name-all --replay -X --request -S --show-error -i --show-headers -s --silent --speed --url --url-query -u --user -A --user-agent -V --version" -- "$word")
    fi
}
complete -F _curlew curlew
