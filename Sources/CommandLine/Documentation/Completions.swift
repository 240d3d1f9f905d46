/// What shells offer after `curlew`, made from the option table: the options that are done.
struct Completions {
    private let options = OptionTable.standard.definitions.filter(\.isDone).sorted { $0.name < $1.name }
    private let notice = "# Made from the option table by DocumentationTests; do not edit."

    var bash: String {
        let files = options.filter(takesFile).map(pattern).joined(separator: "|")
        let others = options.filter { takesValue($0) && !takesFile($0) }.map(pattern).joined(separator: "|")
        return """
            \(notice)
            _curlew() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
                COMPREPLY=()
                case $before in
                    \(files))
                        compopt -o filenames
                        mapfile -t COMPREPLY < <(compgen -f -- "$word")
                        return ;;
                    \(others))
                        return ;;
                esac
                if [[ $word == -* ]]; then
                    mapfile -t COMPREPLY < <(compgen -W "\(options.flatMap(forms).joined(separator: " "))" -- "$word")
                fi
            }
            complete -F _curlew curlew

            """
    }

    var zsh: String {
        let specifications = options.map { option in
            let names = forms(option).map { $0.contains(":") ? "'\($0.replacing(":", with: "\\:"))'" : $0 }
            let several = option.isRepeatable ? "*" : names.count > 1 ? "(\(names.joined(separator: " ")))" : ""
            let alternatives = names.count > 1 ? "'{\(names.joined(separator: ","))}'" : names.joined()
            return "    '\(several)\(alternatives)[\(zshEscaped(option.summary))]\(zshValue(option))'"
        }
        return """
            #compdef curlew
            \(notice)
            _arguments -s -S \\
            \(specifications.joined(separator: " \\\n")) \\
                '*:URL:_urls'

            """
    }

    var fish: String {
        let lines = options.map { option in
            let short = option.short.map { " -s '\($0)'" } ?? ""
            let value = takesFile(option) ? " -r -F" : takesValue(option) ? " -x" : ""
            return "complete -c curlew\(short) -l \(option.longForm.dropFirst(2))\(value) -d \(quoted(option.summary))"
        }
        return ([notice, "complete -c curlew -f"] + lines).joined(separator: "\n") + "\n"
    }

    private func forms(_ option: OptionDefinition) -> [String] {
        [option.short.map { "-\($0)" }, option.longForm].compactMap { $0 }
    }

    private func pattern(_ option: OptionDefinition) -> String {
        forms(option).joined(separator: "|")
    }

    private func takesValue(_ option: OptionDefinition) -> Bool {
        if case .value = option.argument { true } else { false }
    }

    private func takesFile(_ option: OptionDefinition) -> Bool {
        if case .value(let name) = option.argument { ["file", "path", "dir"].contains(name) } else { false }
    }

    private func zshValue(_ option: OptionDefinition) -> String {
        switch option.argument {
        case .none, .flag: ""
        case .value(let name): ":\(zshEscaped(name)):\(takesFile(option) ? "_files" : "")"
        case .optional(let name): "::\(zshEscaped(name)):"
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
