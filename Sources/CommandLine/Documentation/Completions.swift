internal import Plan

/// What shells offer after `curlew`, made from the tables: the options that are done, and their values as far as they are known.
struct Completions {
    private let options = OptionTable.standard.definitions.filter(\.isDone).sorted { $0.name < $1.name }
    private let notice = "# Made from the option table by DocumentationTests; do not edit."
    private let guide: ViewerGuide

    init(_ guide: ViewerGuide) {
        self.guide = guide
    }

    /// What takes a value, by what is offered for it.
    private var offers: [(OfferedValue, [OptionDefinition])] {
        options.reduce(into: []) { offers, option in
            let offered = OfferedValue(option, guide)
            if offered == .nothing && !takesValue(option) { return }
            if let index = offers.firstIndex(where: { $0.0 == offered }) {
                offers[index].1.append(option)
            } else {
                offers.append((offered, [option]))
            }
        }
    }

    var bash: String {
        let cases = offers.map { offered, options in
            let work =
                switch offered {
                case .nothing: ":"
                case .file: "_curlew_offer \"$head\" file \"$value\""
                case .directory: "_curlew_offer \"$head\" directory \"$value\""
                case .textOrFile: "[[ $value == *[@\\<]* ]] && _curlew_offer \"${word%\"$file\"}\" after-sign \"$file\""
                case .words(let words): "_curlew_offer \"$head\" \"\(words.joined(separator: " "))\" \"$value\""
                }
            let needsValue = options.allSatisfy(takesValue)
            let lines = needsValue ? [work, "return ;;"] : ["if [[ $word != -* ]]; then \(work); return; fi ;;"]
            return (["        \(options.map(pattern).joined(separator: "|")))"] + lines.map { "            " + $0 }).joined(separator: "\n")
        }
        let letters = options.filter { !takesValue($0) }.compactMap { $0.short.map(String.init) }.filter { $0 != ":" }.joined()
        return """
            \(notice)

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
                if [[ $option =~ ^-[\(letters)]+(.)$ ]]; then option=-${BASH_REMATCH[1]}; fi
                if [[ $word == --*=* ]]; then option=${word%%=*} value=${word#*=} head=${word%%=*}=; fi
                file=${value##*[@\\<]}
                case $option in
            \(cases.joined(separator: "\n"))
                esac
                if [[ $word == -* ]]; then
                    _curlew_offer '' "\(options.flatMap(forms).joined(separator: " "))" "$word"
                else
                    compopt -o nospace 2> /dev/null
                    _curlew_offer '' "http:// https://" "$word"
                fi
            }
            complete -F _curlew curlew

            """
    }

    var zsh: String {
        let specifications = options.map { option in
            let several = option.isRepeatable ? "*" : forms(option).count > 1 ? "(\(forms(option).joined(separator: " ")))" : ""
            let takes = takesValue(option)
            let names = [option.short.map { "-\($0)" + (takes ? "+" : "") }, option.longForm + (takes ? "=" : "")].compactMap { $0 }
                .map { $0.contains(":") ? "'\($0.replacing(":", with: "\\:"))'" : $0 }
            let alternatives = names.count > 1 ? "'{\(names.joined(separator: ","))}'" : names.joined()
            return "    '\(several)\(alternatives)[\(zshEscaped(option.summary))]\(zshValue(option))'"
        }
        return """
            #compdef curlew
            \(notice)

            _curlew_text_or_file() {
                if compset -P '*[@<]'; then _files; else _message 'text, or @file'; fi
            }
            _curlew_url() {
                if compset -P 'https#://'; then _hosts; else compadd -S '' -- http:// https://; fi
            }
            _arguments -s -S \\
            \(specifications.joined(separator: " \\\n")) \\
                '*:URL:_curlew_url'

            """
    }

    var fish: String {
        let lines = options.map { option in
            let short = option.short.map { " -s '\($0)'" } ?? ""
            let value =
                switch OfferedValue(option, guide) {
                case .nothing: takesValue(option) ? " -x" : ""
                case .file: " -r -F"
                case .directory: " -x -a '(__fish_complete_directories)'"
                case .textOrFile: " -x -a '(__curlew_text_or_file)'"
                case .words(let words): takesValue(option) || option.name == "help" ? " -x -a \(quoted(words.joined(separator: " ")))" : ""
                }
            return "complete -c curlew\(short) -l \(option.longForm.dropFirst(2))\(value) -d \(quoted(option.summary))"
        }
        return """
            \(notice)

            # After an @ (in a form after < too) the name of a file.
            function __curlew_text_or_file
                set -l token (string replace -r '^--[^=]*=' '' -- (commandline -ct))
                set -l head (string match -r '^.*[@<]' -- $token)
                or return
                set -l path (string sub -s (math (string length -- $head) + 1) -- $token)
                for file in $path*
                    test -d $file
                    and set file $file/
                    echo $head$file
                end
            end

            complete -c curlew -f
            complete -c curlew -n 'not __fish_contains_opt demo' -a 'http:// https://'
            complete -c curlew -n '__fish_contains_opt demo' -a \(quoted(guide.demos.map(\.name).joined(separator: " ")))
            \(lines.joined(separator: "\n"))

            """
    }

    private func forms(_ option: OptionDefinition) -> [String] {
        [option.short.map { "-\($0)" }, option.longForm].compactMap { $0 }
    }

    private func pattern(_ option: OptionDefinition) -> String {
        forms(option).joined(separator: "|")
    }

    private func takesValue(_ option: OptionDefinition) -> Bool {
        switch option.argument {
        case .value, .onOff: true
        case .none, .flag, .optional: false
        }
    }

    private func zshValue(_ option: OptionDefinition) -> String {
        let action =
            switch OfferedValue(option, guide) {
            case .nothing: ""
            case .file: "_files"
            case .directory: "_files -/"
            case .textOrFile: "_curlew_text_or_file"
            case .words(let words): "(\(words.joined(separator: " ")))"
            }
        return switch option.argument {
        case .none, .flag: action.isEmpty ? "" : "::\(option.name):\(action)"
        case .value(let name): ":\(zshEscaped(name)):\(action)"
        case .optional(let name): "::\(zshEscaped(name)):\(action)"
        case .onOff: "::on|off:\(action)"
        }
    }

    /// Inside of a `'…'` specification of `_arguments`.
    private func zshEscaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "[]:\\".contains(character) { result.append("\\") }
            result += character == "'" ? "'\\''" : String(character)
        }
        return result
    }

    private func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
    }
}
