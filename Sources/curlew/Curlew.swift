internal import App
internal import CommandLine
internal import Curses
internal import Documents
internal import Glibc
internal import Plan
internal import Resources
internal import Runtime
internal import Screen
internal import System
internal import Transfer

/// Reads the command line, chooses between viewer and plain mode, and leaves with curl's exit status.
@main
struct Curlew {
    /// More exchanges than anyone looks through; a URL pattern makes a million of them in a few characters.
    private static let mostExchanges = 1000

    static func main() {
        CrashGuard.install()
        StandardDescriptors.fillGaps()
        SystemLimits.raise()
        // A file that may not grow is a failed write, and no signal.
        signal(SIGXFSZ, SIG_IGN)
        let asciiOnly = !DisplayWidth.useEnvironment()
        CurlLibrary.prepare()
        // Not `exit`: a cancelled transfer may still be on its way out on threads of its own, and what they use must not be
        // torn down under them. Nothing is buffered that would be lost.
        _exit(run(asciiOnly: asciiOnly))
    }

    /// `asciiOnly`: the locale, and so the terminal, shows nothing else.
    private static func run(asciiOnly: Bool) -> Int32 {
        do {
            let arguments = Array(Swift.CommandLine.arguments.dropFirst())
            ProcessArguments.blank(secretArguments(in: arguments))
            switch try Action(arguments, environment: Environment.variables, files: SystemFiles(), can: { LibraryFacts.now.can($0) }) {
            case .help(let help):
                StandardOutput.write(help.text(guide) + "\n")
                return 0
            case .version:
                StandardOutput.write(VersionText.text)
                return 0
            case .view(let plans):
                return try view(plans, asciiOnly: asciiOnly)
            }
        } catch let error as CommandLineError {
            if let path = error.errorPath { _ = StandardError.redirect(to: path) }
            complain(error.message)
            if error.lacksURL, hasInput { complain("to look at what comes by standard input: curlew -") }
            return error.exitStatus
        } catch {
            complain("\(error)")
            return 2
        }
    }

    /// What help and manual say of the viewer.
    private static var guide: ViewerGuide {
        var guide = Tables.standard.guide()
        guide.demos = DemoRecording.allCases.map { ViewerGuide.Row($0.rawValue, $0.title) }
        return guide
    }

    private static func view(_ plans: Plans, asciiOnly: Bool) throws -> Int32 {
        try SystemLimits.check()
        var run = SystemLimits.bounded(plans.run)
        run.viewer.heed(environment: Environment.variables)
        let isSilent = plans[0].isSilent
        if let path = run.errorPath, !StandardError.redirect(to: path) { complain("warning: cannot write to \(path)") }
        for remark in plans.remarks { complain("warning: \(remark)") }
        let bindings = run.viewer.bindings.isEmpty ? [] : Keymap(Tables.standard.commands, run.viewer).complaints
        for warning in plans.warnings + bindings where !isSilent { complain("warning: \(warning)") }
        var passwords = PasswordPrompt()
        var context = RunContext()
        context.share = TransferShare(mostPerHost: run.mostPerHost)
        let entry = terminalEntry(isSilent: isSilent, isLinear: run.viewer.isLinear)
        try check(run.viewer, onScreen: entry != nil)
        guard let entry else {
            context.trace = try TraceWriter.asked(for: run, onScreen: false)
            context.charset = run.viewer.chosenCharset
            if run.viewer.isViewChosen {
                let isAutomatic = run.viewer.view == ViewerSettings.automaticView
                context.view =
                    isAutomatic ? .fitting : ViewKind.all(delta: run.viewer.delta).first { $0.name == run.viewer.view }.map { .view($0) }
            }
            return try PlainMode(count: plans.count, run: run, context: context) { try passwords.complete(plans[$0]) }()
        }
        if plans.count > mostExchanges {
            throw CommandLineError("\(plans.count) URLs are too many to look at; at most \(mostExchanges) are shown at a time")
        }
        context.trace = try TraceWriter.asked(for: run, onScreen: true)
        context.screen = ScreenHold()
        context.quota.set(limit: run.viewer.maximumSpool)
        context.tellsNotes = run.trace != nil
        let complete = try plans.map { try passwords.complete($0) }
        if complete.contains(where: { $0.source == .standardInput }), isatty(STDIN_FILENO) == 1 {
            throw CommandLineError("-: nothing comes by standard input, which is the terminal: … | curlew -, or curlew - < FILE")
        }
        if complete.contains(where: { $0.request.upload == .standardInput }), isatty(STDIN_FILENO) == 1 {
            throw CommandLineError("option -T: the viewer needs the terminal for itself; upload a file, or pipe it in")
        }
        let mode = InteractiveMode(
            plans: complete, run: run, context: context, asciiOnly: asciiOnly, reader: PastedText.reader,
            isFirstStart: FirstStart.note())
        let viewer = run.viewer
        let status = try mode {
            if viewer.isLinear { return .lines(try LinearTerminal()) }
            return .screen(try CursesTerminal(name: entry, theme: viewer.theme, takesMouse: viewer.takesMouse) { CrashGuard.restorer = $0 })
        }
        Heir.leaveAll()
        return status
    }

    /// Standard input is a pipe or a file.
    private static var hasInput: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// `--view` and `--charset` name some of those there are.
    private static func check(_ settings: ViewerSettings, onScreen: Bool) throws {
        if let charset = settings.chosenCharset, !Charset.isKnown(charset) {
            throw CommandLineError("option --charset: there is no charset \(charset); names are those of Content-Type, as utf-8, shift_jis")
        }
        let names = Tables.standard.viewNames
        if settings.view == ViewerSettings.decodedView, !onScreen {
            throw CommandLineError("option --view: \(settings.view) is for the viewer; here | gunzip -c does it")
        }
        if !onScreen, names.contains(settings.view), !ViewKind.all.contains(where: { $0.name == settings.view }) {
            throw CommandLineError("option --view: \(settings.view) is for the viewer")
        }
        if settings.view == ViewerSettings.automaticView || names.contains(settings.view) { return }
        throw CommandLineError("option --view: there is no view \(settings.view); there are \(names.joined(separator: ", "))")
    }

    /// How terminfo calls the terminal that the viewer is shown on; nil if bodies are only printed.
    private static func terminalEntry(isSilent: Bool, isLinear: Bool) -> String? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        // Lines can be added on any.
        if isLinear { return "" }
        switch TerminalType(Environment.value("TERM")) {
        case .screen(let entry): return entry
        case .plain(let reason):
            if let reason, !isSilent { complain(reason) }
            return nil
        }
    }

    private static func complain(_ text: String) {
        StandardError.write("curlew: \(text)\n")
    }
}
