/// `curlew.1`, made from the option table.
struct ManPage {
    private let table = OptionTable.standard

    var text: String {
        """
        .\\" Made from the option table by DocumentationTests; do not edit.
        .TH CURLEW 1
        .SH NAME
        curlew \\- fetch a URL as curl does, and look at the answer while it arrives
        .SH SYNOPSIS
        .B curlew
        .RI [ options... ] " url" ...
        .br
        .B curlew \\-\\-paste
        .br
        .B curlew \\-\\-demo
        .RI [ name ]
        .SH DESCRIPTION
        Change the word
        .B curl
        to
        .B curlew
        and the response opens in a pager that follows, scrolls and searches while the transfer still runs.
        Press
        .B h
        in it for its keys.
        If standard output is no terminal the body streams through unchanged, as with curl.
        On a terminal with
        .B TERM
        unset,
        .B dumb
        or unknown it is printed as it comes, with everything that would act on the terminal shown as text.
        In place of a URL
        .B \\-
        is standard input.
        .PP
        The options are those of curl 8, with the same meaning.
        Every option of curl is known: those listed first are done, then come those that have no effect on HTTP,
        and at last those that are refused by name, with exit status 2 and the curl command line to use instead.
        What not every libcurl can do, such as HTTP/3, is refused in the same way if the one at hand cannot.
        .PP
        Short options can be bundled
        .RB ( \\-sSL ),
        a value may follow at once
        .RB ( \\-XPOST )
        or after an equals sign
        .RB ( \\-\\-request=POST ),
        .B \\-\\-no\\-
        turns a switch off, a long name may be shortened as long as no other begins so,
        and
        .B \\-\\-
        ends the options.
        A URL without a scheme is http.
        .SH OPTIONS

        """ + HelpCategory.allCases.map(chapter).joined() + """
            .SH ACCEPTED, WITHOUT EFFECT
            These change nothing about an HTTP exchange on Linux, here as in curl, or ask for what curlew does anyway.
            .PP
            \(names { $0.isWithoutEffect })
            .SH REFUSED
            These are known and not done.
            .PP
            \(names { !$0.isDone && !$0.isWithoutEffect })
            .SH FILES
            Options are read, in the grammar of
            .BR \\-\\-config ,
            from the first of
            .IR $CURL_HOME/.curlrc ,
            .IR $XDG_CONFIG_HOME/curlrc ,
            .I ~/.curlrc
            and
            .I ~/.config/curlrc
            that is there, and then from
            .I $XDG_CONFIG_HOME/curlew/config
            .RI ( ~/.config/curlew/config ).
            .B \\-q
            in front of all other options leaves them unread.
            .SH EXIT STATUS
            That of curl, among them:
            .TP
            0
            the transfer is complete, or was left by the user
            .TP
            2
            the command line makes no sense, or asks for what is not done
            .TP
            3, 6, 7, 28, 47, 52, 56, 60
            bad URL; unknown host; refused; timed out; too many redirects; empty reply; reset; bad certificate
            .TP
            22
            the status is 400 or more, with
            .B \\-f
            .TP
            26
            a file that an option names cannot be read
            .SH BUGS
            A signal that the program itself raises (SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE) is a fault of curlew's, whatever
            a server sent.
            Please tell it where this copy of curlew came from, with what
            .B curlew \\-V
            says, the command line without its secrets, and the body or a recording
            .RB ( \\-\\-record )
            if it can be shown.
            .SH SEE ALSO
            .BR curl (1),
            .BR less (1)

            """
    }

    private func chapter(_ category: HelpCategory) -> String {
        let options = table.definitions.filter { $0.category == category && $0.isDone }.sorted { $0.name < $1.name }
        if options.isEmpty { return "" }
        return ".SS \(escaped(category.title))\n" + options.map(entry).joined()
    }

    private func entry(_ option: OptionDefinition) -> String {
        let forms = [option.short.map { "-\($0)" }, option.longForm].compactMap { $0 }.map(bold).joined(separator: ", ")
        let argument =
            switch option.argument {
            case .none, .flag: ""
            case .value(let name): " \\fI\(escaped(name))\\fR"
            case .optional(let name): " [\\fI\(escaped(name))\\fR]"
            }
        let more = option.isRepeatable ? "; can be given several times" : ""
        return ".TP\n\(forms)\(argument)\n\(escaped(option.summary))\(more).\n"
    }

    private func names(_ belongs: (OptionDefinition) -> Bool) -> String {
        table.definitions.filter(belongs).sorted { $0.name < $1.name }
            .map { ([$0.short.map { "-\($0)" }, $0.longForm].compactMap { $0 }).map(escaped).joined(separator: ", ") }
            .joined(separator: ";\n") + "."
    }

    private func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "`": result += "\\(ga"
            case "'": result += "\\(aq"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return text.hasPrefix(".") ? "\\&" + result : result
    }
}
