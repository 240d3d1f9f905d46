# Made from the option table by DocumentationTests; do not edit.

# Offers what begins with $3: files, directories or words ($2). $1 is what stands before $3 in this word, of which bash
# keeps what ends in a character that breaks words, but for an @.
_curlew_offer() {
    local reply text cut=$1$3 breaks=${COMP_WORDBREAKS//@/}
    case $2 in
        file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$3") ;;
        after-sign) mapfile -t COMPREPLY < <(compgen -f -- "$3") ;;
        directory) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$3") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "$2" -- "$3") ;;
    esac 2> /dev/null
    cut=${cut%"${cut##*[$breaks]}"}
    for reply in "${!COMPREPLY[@]}"; do
        text=$1${COMPREPLY[reply]}
        # With an @ in front it is no name of a file to bash.
        if [[ $2 == after-sign ]]; then
            printf -v text '%s%q' "$1" "${COMPREPLY[reply]}"
            if [[ -d ${COMPREPLY[reply]} ]]; then text+=/; compopt -o nospace 2> /dev/null; fi
        fi
        COMPREPLY[reply]=${text#"$cut"}
    done
}

_curlew() {
    local line=${COMP_LINE:0:COMP_POINT} word option value head='' file
    COMPREPLY=()
    word=${line##*[[:space:]]}
    line=${line%"$word"}
    line=${line%"${line##*[![:space:]]}"}
    option=${line##*[[:space:]]} value=$word
    # The value of the last of several letters.
    if [[ $option =~ ^-[qfGgIh0k46jLMnZpJORSis1vV]+(.)$ ]]; then option=-${BASH_REMATCH[1]}; fi
    if [[ $word == --*=* ]]; then option=${word%%=*} value=${word#*=} head=${word%%=*}=; fi
    file=${value##*[@\<]}
    case $option in
        --abstract-unix-socket|--alt-svc|--cacert|-E|--cert|-K|--config|-b|--cookie|-c|--cookie-jar|--crlfile|-D|--dump-header|--etag-compare|--etag-save|--hsts|--key|--netrc-file|-o|--output|--proxy-cacert|--proxy-cert|--proxy-crlfile|--proxy-key|--record|--replay|--request-target|--stderr|--trace|--trace-ascii|--unix-socket|-T|--upload-file)
            _curlew_offer "$head" file "$value"
            return ;;
        --aws-sigv4|--bind|--ciphers|--connect-timeout|--connect-to|-C|--continue-at|--curves|--data-raw|--dns-interface|--dns-ipv4-addr|--dns-ipv6-addr|--dns-servers|--doh-url|--engine|--expect100-timeout|--form-string|--happy-eyeballs-timeout-ms|--haproxy-clientip|--interface|--ip-tos|--keep-lines|--keepalive-cnt|--keepalive-time|--limit-rate|--local-port|--max-filesize|--max-redirs|-m|--max-time|--noproxy|--oauth2-bearer|--parallel-max|--parallel-max-host|--pass|--pinnedpubkey|--preproxy|-x|--proxy|--proxy-ciphers|--proxy-pass|--proxy-pinnedpubkey|--proxy-service-name|--proxy-tls13-ciphers|--proxy-tlspassword|--proxy-tlsuser|-U|--proxy-user|--proxy1.0|-r|--range|--rate|-e|--referer|--resolve|--retry|--retry-delay|--retry-max-time|--role|--service-name|--sigalgs|--socks4|--socks4a|--socks5|--socks5-gssapi-service|--socks5-hostname|-Y|--speed-limit|-y|--speed-time|--tabs|-z|--time-cond|--tls13-ciphers|--tlspassword|--tlsuser|--unbind|--url-query|-u|--user|-A|--user-agent|--vlan-priority|--wheel-lines)
            :
            return ;;
        --bar)
            _curlew_offer "$head" "full quiet" "$value"
            return ;;
        --bell)
            _curlew_offer "$head" "off done,match,error" "$value"
            return ;;
        --capath|--output-dir|--proxy-capath)
            _curlew_offer "$head" directory "$value"
            return ;;
        --cert-type|--proxy-cert-type)
            _curlew_offer "$head" "PEM DER P12 ENG" "$value"
            return ;;
        --charset|--clip-max|--jump-target|--max-spool|--shift|--stall|--window)
            _curlew_offer "$head" "auto" "$value"
            return ;;
        --confirm-resend|--cursor|--hint|--incsearch|--keep-screen|--line-numbers|--linear|--mouse|--quit-if-fits|--quit-on-interrupt|--status-column|--title)
            _curlew_offer "$head" "on off" "$value"
            return ;;
        -d|--data|--data-ascii|--data-binary|--data-urlencode|-F|--form|-H|--header|--json|--proxy-header|--url|--variable|-w|--write-out)
            [[ $value == *[@\<]* ]] && _curlew_offer "${word%"$file"}" after-sign "$file"
            return ;;
        --delegation)
            _curlew_offer "$head" "none policy always" "$value"
            return ;;
        --delta)
            _curlew_offer "$head" "none" "$value"
            return ;;
        --demo)
            if [[ $word != -* ]]; then _curlew_offer "$head" "token-stream chat overloaded slow-log container-log watch json sampler hostile" "$value"; return; fi ;;
        --ech)
            _curlew_offer "$head" "true hard false grease" "$value"
            return ;;
        --follow-mode)
            _curlew_offer "$head" "auto on off" "$value"
            return ;;
        -h|--help)
            if [[ $word != -* ]]; then _curlew_offer "$head" "all category viewer http data output connection tls proxy auth curl" "$value"; return; fi ;;
        --highlight)
            _curlew_offer "$head" "all current none" "$value"
            return ;;
        --key-type|--proxy-key-type)
            _curlew_offer "$head" "PEM DER ENG" "$value"
            return ;;
        --keys)
            _curlew_offer "$head" "less vi" "$value"
            return ;;
        --proto|--proto-redir)
            _curlew_offer "$head" "=http =https -http -https" "$value"
            return ;;
        --proto-default)
            _curlew_offer "$head" "http https" "$value"
            return ;;
        --proxy-tlsauthtype|--tlsauthtype)
            _curlew_offer "$head" "SRP" "$value"
            return ;;
        --quit-at-end)
            _curlew_offer "$head" "off second first" "$value"
            return ;;
        -X|--request)
            _curlew_offer "$head" "GET HEAD POST PUT PATCH DELETE OPTIONS" "$value"
            return ;;
        --rscroll)
            _curlew_offer "$head" "-" "$value"
            return ;;
        --search-case)
            _curlew_offer "$head" "smart exact ignored" "$value"
            return ;;
        --search-start)
            _curlew_offer "$head" "screen target outside" "$value"
            return ;;
        --speed)
            _curlew_offer "$head" "max 2 10" "$value"
            return ;;
        --theme)
            _curlew_offer "$head" "ansi mono dark light" "$value"
            return ;;
        --tls-max)
            _curlew_offer "$head" "1.0 1.1 1.2 1.3" "$value"
            return ;;
        --unread-line)
            _curlew_offer "$head" "off pages always" "$value"
            return ;;
        --view)
            _curlew_offer "$head" "auto text hex json records flat events frames transcript form csv multipart ansi xml gunzip" "$value"
            return ;;
        --wrap)
            _curlew_offer "$head" "on off word" "$value"
            return ;;
    esac
    if [[ $word == -* ]]; then
        _curlew_offer '' "--abstract-unix-socket --no-alpn --alt-svc --anyauth --aws-sigv4 --bar --basic --bell --bind --cacert --capath -E --cert --cert-status --cert-type --charset --ciphers --clip-max --no-clobber --compressed -K --config --confirm-resend --connect-timeout --connect-to -C --continue-at -b --cookie -c --cookie-jar --create-dirs --crlf --crlfile --cursor --curves -d --data --data-ascii --data-binary --data-raw --data-urlencode --delegation --delta --demo --digest -q --disable --disallow-username-in-url --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers --doh-cert-status --doh-insecure --doh-url -D --dump-header --ech --engine --etag-compare --etag-save --expect100-timeout -f --fail --fail-early --fail-with-body --false-start --follow --follow-mode -F --form --form-escape --form-string -G --get -g --globoff --happy-eyeballs-timeout-ms --haproxy-clientip --haproxy-protocol -I --head -H --header -h --help --highlight --hint --hsts --http0.9 -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ignore-content-length --incsearch -k --insecure --interface --ip-tos -4 --ipv4 -6 --ipv6 --json --jump-target -j --junk-session-cookies --keep-lines --keep-screen --no-keepalive --keepalive-cnt --keepalive-time --key --key-type --keys --limit-rate --line-numbers --linear --local-port -L --location --location-trusted -M --manual --max-filesize --max-redirs --max-spool -m --max-time --mouse --mptcp --negotiate -n --netrc --netrc-file --netrc-optional -: --next --noproxy --ntlm --ntlm-wb --oauth2-bearer --out-null -o --output --output-dir -Z --parallel --parallel-max --parallel-max-host --pass --paste --path-as-is --pinnedpubkey --post301 --post302 --post303 --preproxy --proto --proto-default --proto-redir -x --proxy --proxy-anyauth --proxy-basic --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers --proxy-crlfile --proxy-digest --proxy-header --proxy-http2 --proxy-insecure --proxy-key --proxy-key-type --proxy-negotiate --proxy-ntlm --proxy-pass --proxy-pinnedpubkey --proxy-service-name --proxy-ssl-allow-beast --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --proxy-tlsv1 -U --proxy-user --proxy1.0 -p --proxytunnel --quit-at-end --quit-if-fits --quit-on-interrupt -r --range --rate --raw --record --record-secrets -e --referer -J --remote-header-name -O --remote-name --remote-name-all -R --remote-time --remove-on-error --replay -X --request --request-target --resolve --retry --retry-all-errors --retry-connrefused --retry-delay --retry-max-time --role --rscroll --search-case --search-start --service-name --no-sessionid --shift -S --show-error -i --show-headers --sigalgs -s --silent --skip-existing --socks4 --socks4a --socks5 --socks5-basic --socks5-gssapi --socks5-gssapi-nec --socks5-gssapi-service --socks5-hostname --speed -Y --speed-limit -y --speed-time --ssl-allow-beast --stall --status-column --stderr --suppress-connect-headers --tabs --tcp-fastopen --no-tcp-nodelay --theme -z --time-cond --title --tls-earlydata --tls-max --tls13-ciphers --tlsauthtype --tlspassword --tlsuser -1 --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace --trace-ascii --trace-time --unbind --unix-socket --unread-line -T --upload-file --url --url-query -u --user -A --user-agent --variable -v --verbose -V --version --view --vlan-priority --wheel-lines --window --wrap -w --write-out --xattr" "$word"
    else
        compopt -o nospace 2> /dev/null
        _curlew_offer '' "http:// https://" "$word"
    fi
}
complete -F _curlew curlew
