import Curses
import Glibc
import Screen
import TestSupport
import Testing

/// The real ncurses on a pseudo terminal. Its state is global, so these run one after the other.
@Suite(.serialized) struct CursesTerminalTests {
    private let tty: PseudoTerminal

    init() throws {
        DisplayWidth.useUTF8()
        tty = try PseudoTerminal(rows: 24, columns: 80)
    }

    private func take(name: String = "xterm-256color", theme: Theme = .standard) throws -> CursesTerminal {
        try CursesTerminal(device: tty.device, name: name, theme: theme)
    }

    private func grid(_ rows: [String], _ size: Size, role: Role = .text) -> Grid {
        var grid = Grid(size)
        for (row, text) in rows.enumerated() {
            grid.put(VisibleText.cells(text, role: role), at: Position(row: row, column: 0))
        }
        return grid
    }

    /// Waits until keys are there and reads them.
    private func keys(_ terminal: CursesTerminal) -> [Key] {
        var request = pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, 10_000)
        return terminal.readKeys()
    }

    @Test func takesTheTerminalAndGivesItBackAsItWas() throws {
        let modes = tty.modes
        let terminal = try take()
        #expect(terminal.size == Size(rows: 24, columns: 80))
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        let taken = try tty.output()
        #expect(taken.contains("\u{1B}[?1049h"))
        #expect(taken.contains("\u{1B}[?25l"))
        #expect(taken.contains("hello"))
        #expect(tty.modes != modes)

        terminal.restore()
        #expect(tty.modes == modes)
        let restored = try tty.output()
        #expect(restored.contains("\u{1B}[?1049l"))
        #expect(restored.contains("\u{1B}[?25h"))

        terminal.restore()
        terminal.draw(grid(["nothing"], terminal.size), cursor: nil)
        #expect(try tty.output() == "")
    }

    @Test func isRestoredWhenNobodyKeepsIt() throws {
        let modes = tty.modes
        var terminal: CursesTerminal? = try take()
        #expect(terminal != nil && tty.modes != modes)
        terminal = nil
        #expect(tty.modes == modes)
        #expect(try tty.output().contains("\u{1B}[?1049l"))
    }

    @Test(arguments: [(Theme.standard, true), (Theme.mono, false)])
    func `a text's own look is shown in the colours that there are, and a match before it`(theme: Theme, isColored: Bool) throws {
        let terminal = try take(theme: theme)
        var grid = Grid(terminal.size)
        let own = "own".unicodeScalars.map { Cell($0, look: OwnLook(.bold, Appearance.Color(number: 208))) }
        let match = "match".unicodeScalars.map { Cell($0, role: .match, look: OwnLook([], Appearance.Color(number: 99))) }
        grid.put(own, at: Position(row: 0, column: 0))
        grid.put(match, at: Position(row: 1, column: 0))
        terminal.draw(grid, cursor: nil)
        let output = try tty.output()
        #expect(output.contains("38;5;208m") == isColored, "\(output.debugDescription)")
        #expect(output.contains("0;1m"))
        #expect(!output.contains("38;5;99m"))
    }

    @Test func comesBackAfterARestore() throws {
        let terminal = try take()
        let modes = tty.modes
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        terminal.restore()
        _ = try tty.output()
        terminal.resume()
        #expect(tty.modes == modes)
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        let output = try tty.output()
        #expect(output.contains("\u{1B}[?1049h"))
        #expect(output.contains("\u{1B}[?25l"))
        #expect(output.contains("hello"))
    }

    @Test func aSignalHandlerCanRestore() throws {
        let modes = tty.modes
        let terminal = try take()
        terminal.draw(grid(["hello"], terminal.size), cursor: Position(row: 0, column: 0))
        _ = try tty.output()
        terminal.restorer.restoreNow()
        #expect(tty.modes == modes)
        let output = try tty.output()
        #expect(output.contains("\u{1B}[?1049l"))
        #expect(output.contains("\u{1B}[?25h"))
        #expect(!output.contains("$<"))
        terminal.restorer.restoreNow()
        #expect(try tty.output() == "")
    }

    @Test func onlyWhatChangedIsSent() throws {
        let terminal = try take()
        terminal.draw(grid(["one", "two"], terminal.size), cursor: nil)
        _ = try tty.output()
        terminal.draw(grid(["one", "two"], terminal.size), cursor: nil)
        #expect(try tty.output() == "")
        terminal.draw(grid(["one", "twin"], terminal.size), cursor: nil)
        let output = try tty.output()
        #expect(output.contains("in") && !output.contains("one") && output.utf8.count < 16)
        terminal.invalidate()
        terminal.draw(grid(["one", "twin"], terminal.size), cursor: nil)
        #expect(try tty.output().contains("one"))
    }

    /// A new line at the end of a full screen above a bar: the terminal scrolls, and only the line is sent.
    @Test func aNewLineAtTheEndCostsItselfAndAFewBytes() throws {
        let terminal = try take()
        let lines = (0..<30).map { "line \($0) of a log that goes on and on" }
        func screenful(_ first: Int) -> Grid {
            var screen = grid(Array(lines[first..<first + 23]), terminal.size)
            screen.fill(.bar, from: Position(row: 23, column: 0))
            return screen
        }
        terminal.draw(screenful(0), cursor: nil)
        _ = try tty.output()
        for first in 1...4 {
            terminal.draw(screenful(first), cursor: nil)
            let output = try tty.output()
            #expect(output.contains(lines[first + 22]))
            #expect(output.utf8.count - lines[first + 22].utf8.count <= 40, "\(output.debugDescription)")
        }
    }

    @Test func wideCharactersAndMarksAreSentWhole() throws {
        let terminal = try take()
        terminal.draw(grid(["日本e\u{301}x😀|"], terminal.size), cursor: nil)
        #expect(try tty.output().contains("日本e\u{301}x😀|"))
        var next = grid(["日木e\u{301}x😀|"], terminal.size)
        next.put(VisibleText.cells("日"), at: Position(row: 5, column: 78))
        terminal.draw(next, cursor: nil)
        let output = try tty.output()
        #expect(output.contains("木") && !output.contains("本"))
    }

    /// Both take no column in a terminal; tmux would take the letter after a zero-width joiner into the same cell.
    @Test(arguments: [
        ("xterm-256color", getenv("TMUX") == nil ? "\u{D28}\u{D4D}\u{200D}\u{D31}" : "\u{D28}\u{D4D}\u{D31}"),
        ("tmux-256color", "\u{D28}\u{D4D}\u{D31}"), ("screen-256color", "\u{D28}\u{D4D}\u{D31}"),
    ])
    func `joiners are sent with the letter before`(_ name: String, _ chillu: String) throws {
        let terminal = try take(name: name)
        terminal.draw(grid(["\u{D28}\u{D4D}\u{200D}\u{D31}|\u{645}\u{6CC}\u{200C}\u{62E}|"], terminal.size), cursor: nil)
        #expect(try tty.output().contains("\(chillu)|\u{645}\u{6CC}\u{200C}\u{62E}|"))
    }

    @Test func whatDoesNotPrintNeverReachesTheTerminal() throws {
        let terminal = try take()
        terminal.draw(Grid(terminal.size), cursor: nil)
        _ = try tty.output()
        for value in [0x00, 0x07, 0x0A, 0x1B, 0x7F, 0x85, 0x9B, 0x202E, 0xFFFE] as [UInt32] {
            var screen = Grid(terminal.size)
            let scalar = try #require(Unicode.Scalar(value))
            screen.put([Cell("<"), Cell(scalar), Cell(scalar, width: 2), Cell(">")], at: Position(row: 0, column: 0))
            terminal.draw(screen, cursor: nil)
            terminal.draw(Grid(terminal.size), cursor: nil)
            #expect(try tty.output().contains("<???>"), "U+\(String(value, radix: 16))")
        }
    }

    @Test func theCursorIsWhereItIsAskedForOrHidden() throws {
        let terminal = try take()
        let screen = grid(["/needle"], terminal.size)
        terminal.draw(screen, cursor: nil)
        _ = try tty.output()
        terminal.draw(screen, cursor: Position(row: 4, column: 40))
        let shown = try tty.output()
        #expect(shown.contains("\u{1B}[?25h"))
        #expect(shown.contains("\u{1B}[5;41H"))
        terminal.draw(screen, cursor: nil)
        #expect(try tty.output().contains("\u{1B}[?25l"))
    }

    @Test func keysComeAsKeys() throws {
        let terminal = try take()
        #expect(terminal.readKeys().isEmpty)
        _ = try tty.output()
        tty.type("q\u{3}\u{1A}\u{13}\u{11}\u{1C}\r\u{1B}OA\u{1B}[6~\u{1B}[Zé\u{1B}u\u{1B}")
        #expect(
            keys(terminal) == [
                .character("q"), .control("C"), .control("Z"), .control("S"), .control("Q"), .control("\\"), .enter,
                .up, .pageDown, .backTab, .character("é"), .meta("u"), .escape,
            ])
        #expect(try tty.output() == "")
    }

    @Test func takesUpANewSize() throws {
        let terminal = try take()
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        tty.resize(rows: 10, columns: 33)
        #expect(terminal.size == Size(rows: 24, columns: 80))
        terminal.resize()
        #expect(terminal.size == Size(rows: 10, columns: 33))
        _ = try tty.output()
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        #expect(try tty.output().contains("hello"))
        terminal.resize()
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        #expect(try tty.output() == "")
    }

    @Test(arguments: [true, false])
    func coloursAreUsedOnlyWhereWanted(_ isWanted: Bool) throws {
        let terminal = try take(theme: isWanted ? .standard : .mono)
        terminal.draw(grid(["502"], terminal.size, role: .status5xx), cursor: nil)
        let output = try tty.output()
        #expect(output.contains("502"))
        #expect(output.contains("\u{1B}[31m") == isWanted, "\(output.debugDescription)")
    }

    @Test func `another theme is shown with the next frame`() throws {
        let terminal = try take(theme: .mono)
        terminal.draw(grid(["502"], terminal.size, role: .status5xx), cursor: nil)
        _ = try tty.output()
        var theme = Theme.standard
        theme[.status5xx] = Appearance([], .init(number: 208))
        terminal.restyle(theme)
        terminal.draw(grid(["502"], terminal.size, role: .status5xx), cursor: nil)
        let output = try tty.output()
        #expect(output.contains("502") && output.contains("38;5;208m"), "\(output.debugDescription)")
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "vt100", "screen-256color"])
    func `the mouse is asked for in terminals that know how, and given back`(_ name: String) throws {
        let terminal = try take(name: name)
        let knows = TerminalType.isLikeXterm(name)
        let begun = try tty.output()
        #expect(begun.contains("\u{1B}[?1007h") == knows)
        #expect(!begun.contains("?1000"))
        terminal.takeMouse(true)
        #expect(try tty.output() == (knows ? "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h" : ""))
        terminal.takeMouse(true)
        #expect(try tty.output() == "")
        terminal.restore()
        let ended = try tty.output()
        for end in ["\u{1B}[?1000l", "\u{1B}[?1002l", "\u{1B}[?1006l", "\u{1B}[?1007r"] { #expect(ended.contains(end) == knows, "\(end)") }
    }

    @Test(arguments: ["vt100", "linux", "screen-256color", "tmux-256color", "rxvt", "xterm-mono", "ansi"])
    func otherTerminalsWork(_ name: String) throws {
        let terminal: CursesTerminal
        do {
            terminal = try take(name: name)
        } catch let error as TerminalError where error.description.contains("not known here") {
            return
        }
        terminal.draw(grid(["hello"], terminal.size, role: .barWarning), cursor: nil)
        terminal.restore()
        #expect(try tty.output().contains("hello"))
    }

    @Test func `terminfo is asked while a terminal is in use`() throws {
        let terminal = try take()
        #expect(TerminalType("vt100") == .screen(entry: "vt100"))
        #expect(!Terminfo.canPlaceText("dumb") && !Terminfo.canPlaceText("no-such-terminal") && !Terminfo.canPlaceText("../../etc/passwd"))
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        terminal.restore()
        let output = try tty.output()
        #expect(output.contains("hello") && output.contains("\u{1B}[?1049l"))
    }

    @Test func withoutAnotherScreenTheTextStaysAndTheBarGoes() throws {
        let terminal = try take(name: "vt100")
        let bar = [String](repeating: "", count: terminal.size.rows - 1) + ["bar"]
        terminal.draw(grid(bar, terminal.size), cursor: nil)
        _ = try tty.output()
        terminal.restore()
        #expect(try tty.output().hasSuffix("\r\u{1B}[K"))
    }

    @Test func aTerminalThatWillNotDoIsRefusedInWords() throws {
        for (device, name, word) in [
            (tty.device, "no-such-terminal", "no-such-terminal"), (tty.device, "dumb", "dumb"), (tty.device, "", "TERM"),
            ("/nowhere/tty", "vt100", "/nowhere/tty"), ("/dev/null", "vt100", "/dev/null"),
        ] {
            let modes = tty.modes
            let error = #expect(throws: TerminalError.self) { try CursesTerminal(device: device, name: name) }
            #expect(error?.description.contains(word) == true)
            #expect(tty.modes == modes)
            let output = try tty.output()
            // At most a carriage return, which goes nowhere.
            #expect(["", "\r"].contains(output), "\(name) \(output.debugDescription)")
        }
    }

    @Test func signalsAreLeftAsTheyWere() async {
        // They are the process's, and other tests that run meanwhile have them changed.
        await #expect(processExitsWith: .success) {
            func handlers() -> [Bool] {
                [SIGINT, SIGTERM, SIGTSTP, SIGWINCH].map { signal in
                    var action = sigaction()
                    sigaction(signal, nil, &action)
                    return action.__sigaction_handler.sa_handler == nil
                }
            }
            let before = handlers()
            let tty = try PseudoTerminal(rows: 24, columns: 80)
            let terminal = try CursesTerminal(device: tty.device, name: "xterm-256color")
            terminal.draw(Grid(terminal.size), cursor: nil)
            precondition(handlers() == before)
        }
    }

    @Test func aTerminalThatIsGoneIsNotPolledAgain() throws {
        let terminal = try take()
        #expect(terminal.inputDescriptor >= 0)
        tty.hangUp()
        #expect(keys(terminal).isEmpty)
        #expect(terminal.inputDescriptor < 0)
        terminal.draw(grid(["hello"], terminal.size), cursor: nil)
        terminal.restore()
    }
}
