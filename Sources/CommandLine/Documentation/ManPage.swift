internal import Plan

/// `curlew.1`, made from the tables.
struct ManPage {
    private let table = OptionTable.standard
    private let guide: ViewerGuide

    init(_ guide: ViewerGuide) {
        self.guide = guide
    }

    var text: String { folded(unfolded) }

    /// What `--help viewer` says after the options: all that is not about curl's.
    var viewerChapters: String {
        let page = text
        guard let start = page.firstRange(of: ".SH KEYS\n"), let end = page.firstRange(of: ".SH BUGS\n") else { return "" }
        return String(page[start.lowerBound..<end.lowerBound])
    }

    private var unfolded: String {
        """
        .\\" Made from the tables by DocumentationTests; do not edit.
        .TH CURLEW 1 \(Version.date) "curlew \(Version.number)" "User commands"
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
        .PP
        A word that begins with + is keys to begin with, as in less
        .RB ( +G ,
        .BR +/pattern ,
        .BR +100 );
        after ++ they are typed in each exchange.
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
            .SH KEYS
            Those of less and vi where they have one.
            A number typed first is the N of a command; what begins with : is typed as a word and ended by Enter.
            .PP
            A line
            .B bind
            .I KEY COMMAND
            of the config file gives a key another meaning, and
            .B unbind
            .I KEY
            takes one away.
            A command is called as it is here after its keys; what follows it is its argument, as after : or at its prompt:
            .PP
            .EX
            bind K pipe jq .items
            bind zt line\\-to\\-top
            unbind x
            .EE
            .PP
            A key is a character, ^X, ESC\\-x, Space, Enter, Tab, Shift\\-Tab, Backspace, Del, Ins, Up, Down, Left, Right, Home, End, PgUp,
            PgDn, ^Left, ^Right, F1 to F12, or several one after the other (gg, <Space>a).
            .PP
            With
            .B "keys = vi"
            these mean something else:

            """ + guide.viKeys.map(entry).joined() + """

                """ + guide.keys.map { ".SS \(escaped($0.title))\n" + $0.rows.map(entry).joined() }.joined() + """
                .SH OTHER THAN IN LESS

                """ + guide.differences.map(entry).joined() + """
                .SH VIEWS
                A body is shown as the text that came, or as one of these
                .RB ( :view
                .IR NAME ,
                .BR \\-\\-view ,
                .BR P ).

                """ + guide.views.map(entry).joined() + """
                .SH SETTINGS
                Each is an option of the command line
                .RB ( \\-\\-wrap
                .BR off ),
                a line of a config file
                .RB ( "wrap = off" ),
                and can be changed inside
                .RB ( ":set wrap off" ).

                """ + guide.settings.map(entry).joined() + """
                .SH ENVIRONMENT

                """ + ManPage.environment.map(entry).joined() + """
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
                .PP
                A body is kept in a file without a name of mode 0600 in
                .I $TMPDIR
                .RI ( /var/tmp ),
                and is gone with the program.
                .SH RECORDINGS
                .BI \\-\\-record " file"
                writes an exchange down with the time of every piece,
                .BI \\-\\-replay " file"
                plays it through the very same path, and
                .BI \\-\\-demo " name"
                plays one of these:

                """ + guide.demos.map(entry).joined() + """
                .PP
                A recording has one JSON object a line:
                .PP
                .EX
                {"recording":1,"url":"http://example.com/"}
                {"ms":1.2,"sent":"GET / HTTP/1.1\\er\\en\\er\\en"}
                {"ms":31,"head":["HTTP/1.1 200 OK","Content\\-Type: text/plain"]}
                {"ms":31.5,"body":"the first piece\\en"}
                {"ms":80,"body":{"base64":"//4="}}
                {"ms":82,"end":"complete"}
                .EE
                .PP
                Blank lines, lines that begin with #, and keys that are not known are passed over.
                Secrets are written as *** unless
                .B \\-\\-record\\-secrets
                is given.
                .SH EXAMPLES
                A stream of events, followed as it comes:
                .PP
                .EX
                curlew \\-N \\-d @prompt.json https://llm.example/v1/stream
                .EE
                .PP
                What a browser copied as a curl command:
                .PP
                .EX
                xclip \\-o | curlew \\-\\-paste
                .EE
                .PP
                What another program says, as it comes:
                .PP
                .EX
                kubectl logs \\-f pod | curlew \\-
                .EE
                .PP
                The body as indented JSON in a pipe:
                .PP
                .EX
                curlew \\-s \\-\\-view json https://api.example/v1/things | head
                .EE
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

    /// What is looked up in the environment.
    private static let environment = [
        ViewerGuide.Row("TERM", "the terminal; unset or dumb: the body is printed as it comes"),
        ViewerGuide.Row("NO_COLOR", "not empty: no colours, unless a theme is asked for"),
        ViewerGuide.Row("CLICOLOR_FORCE", "neither empty nor 0: colours whatever NO_COLOR says"),
        ViewerGuide.Row(
            "LESS", "options of less, as less reads them, and +keys: those that are settings here count where no file says otherwise"),
        ViewerGuide.Row("VISUAL, EDITOR", "the editor of v; vi without them"),
        ViewerGuide.Row("LESSSECURE", "1: no shell commands, nothing is written to files, and nothing else is opened"),
        ViewerGuide.Row("SHELL", "runs the commands of ! and |"),
        ViewerGuide.Row("TMPDIR", "where bodies are kept"),
        ViewerGuide.Row("XDG_STATE_HOME", "where it is noted that the viewer was started before (~/.local/state)"),
        ViewerGuide.Row("LC_ALL, LC_CTYPE, LANG", "without UTF-8 everything beyond ASCII shows as a token"),
        ViewerGuide.Row("CURL_HOME, XDG_CONFIG_HOME, HOME", "where config files are looked for"),
        ViewerGuide.Row("http_proxy, HTTPS_PROXY, ALL_PROXY, NO_PROXY", "proxies, as for curl"),
        ViewerGuide.Row("CURL_CA_BUNDLE, SSL_CERT_DIR, SSL_CERT_FILE", "certificates to trust, as for curl"),
    ]

    private func entry(_ row: ViewerGuide.Row) -> String {
        let names = [row.name.isEmpty ? nil : bold(row.name), row.command.map { "\\fI\(escaped($0))\\fR" }].compactMap(\.self)
        return ".TP\n\(names.joined(separator: " "))\n\(escaped(row.summary)).\n"
    }

    /// Lines of text are broken between words, as troff wants them; what follows `.TP` and examples are not.
    private func folded(_ page: String) -> String {
        var isTag = false, isExample = false
        return page.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            defer { isTag = line == ".TP" }
            if line == ".EX" || line == ".EE" { isExample = line == ".EX" }
            if isTag || isExample || line.first == "." || line.utf8.count <= ManPage.width { return String(line) }
            var lines = [""]
            for word in line.split(separator: " ") {
                if lines[lines.count - 1].isEmpty {
                    lines[lines.count - 1] += word
                } else if lines[lines.count - 1].utf8.count + word.utf8.count < ManPage.width {
                    lines[lines.count - 1] += " " + word
                } else {
                    lines.append((word.first == "." ? "\\&" : "") + word)
                }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// In bytes; troff writes one that is not ASCII as several.
    private static let width = 68

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
            case .onOff: " [on|off]"
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
