internal import Bytes
internal import CNcurses
internal import Glibc
package import Screen
internal import System

/// The terminal through ncurses, which says what is written to it: each frame in one piece. On the controlling terminal and
/// not on stdin and stdout, so that both may be pipes. The terminal's modes and its size are settled here; ncurses, which
/// writes to a file, knows nothing of either.
///
/// `LC_CTYPE` has to be set before (`DisplayWidth.useEnvironment()`). ncurses keeps its state in globals, so there is one at a
/// time, used from one thread. Signals are left as they were: whoever runs the loop calls `resize()`, `restore()`
/// and `resume()`, and keeps `restorer` for the ends that leave no time for that.
package final class CursesTerminal: Terminal {
    package private(set) var size = Size(rows: 0, columns: 0)
    /// What gives the terminal back from within a signal handler.
    package let restorer: TerminalRestorer

    private let screen: OpaquePointer
    private let frame: FrameFile
    /// For ncurses to have an input; the keys are read from `descriptor`.
    private let input: UnsafeMutablePointer<FILE>
    private let window: UnsafeMutablePointer<WINDOW>
    private var styles: CursesStyles
    private let descriptor: Int32
    /// The modes in which keys come as they are pressed and nothing is echoed.
    private let rawSettings: termios
    /// As they were.
    private let settings: termios
    /// tmux and GNU screen put what comes after a zero-width joiner into the same cell, be it an emoji or not, and all that
    /// stands to the right of it would be a column off.
    private let leavesOutJoiners: Bool
    private var takesMouse: Bool
    private var decoder: KeyDecoder
    private var lastRead = ContinuousClock().now
    /// What is on the screen; nil when the next draw has to send everything.
    private var shown: Grid?
    private var cursor: Position?
    private var isTaken = true
    /// The descriptor's status, which is not ours alone if it is a second number for the shell's.
    private let flags: Int32
    /// What the terminal did not take yet.
    private var unsent: ArraySlice<UInt8> = []
    package private(set) var stalledSince: ContinuousClock.Instant?
    private var isGone = false
    /// The last one: lines that come one by one all have the same.
    private var shift: (rise: Int, rows: Int32, lines: LineShift?)?
    /// The characters of each role that is used, by their numbers, so that they are made once.
    private var ascii = [[cchar_t]](repeating: [], count: Role.allCases.count)

    /// Whether it may be told what terminfo does not know of.
    private let isLikeXterm: Bool

    /// It marks what is pasted: text that comes without the marks was typed, however fast, by a person or a script. GNU screen asks
    /// no terminal for marks, whatever `TERM` says within it.
    private let marksPastes: Bool

    /// Bracketed paste: pasted text comes marked as such.
    private static let pasteOn = "\u{1B}[?2004h", pasteOff = "\u{1B}[?2004l"

    /// In the alternate screen the wheel sends arrow keys (xterm, mode 1007): so it scrolls, and selecting stays the terminal's.
    /// As it was, afterwards (XTSAVE, XTRESTORE): in many terminals it is on already.
    private static let wheelOn = "\u{1B}[?1007s\u{1B}[?1007h", wheelOff = "\u{1B}[?1007r"

    /// Reports of presses, of movements in between and of the wheel, with places of any size (xterm, modes 1000, 1002, 1006).
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

    /// How long after an ESC the rest of a key's sequence may come, in milliseconds.
    private static let escapeDelay: Int32 = 25

    /// How long after text that nobody typed the rest of it may come, in milliseconds.
    private static let pasteDelay: Int32 = 10

    /// After such a pause the end of a string or a paste does not come any more.
    private static let longestPause = Duration.seconds(1)

    /// The title that was set; nil: the one that was there.
    private var title: String?
    private static let keepTitle = "\u{1B}[22;2t"
    private static let formerTitle = "\u{1B}[23;2t"

    /// Taken in at a time, so that a terminal that never stops sending does not keep the screen from being drawn.
    private static let mostKeys = 512

    /// So long `restore` waits for a terminal to take what it has to be told.
    private static let longestFarewell = Duration.milliseconds(300)

    /// Takes the terminal: alternate screen, keys as they are pressed, cursor hidden. Throws `TerminalError`.
    ///
    /// `device` is the terminal's path, nil for the person's own; `name` its type. `takesMouse`: as `takeMouse`.
    /// `onTaking` gets what gives the terminal back, before it is taken.
    package init(
        device: String? = nil, name: String? = nil, theme: Theme = .standard, takesMouse: Bool = false,
        onTaking: (TerminalRestorer) -> Void = { _ in }
    ) throws {
        (descriptor, input, settings, frame) = try Self.open(device)
        flags = fcntl(descriptor, F_GETFL)
        rawSettings = Self.raw(settings)
        let name = name ?? Environment.value("TERM") ?? ""
        isLikeXterm = TerminalType.isLikeXterm(name)
        marksPastes = isLikeXterm && Environment.value("STY") == nil
        self.takesMouse = takesMouse
        leavesOutJoiners = ["tmux", "screen"].contains { name.hasPrefix($0) } || Environment.value("TMUX") != nil
        do {
            screen = try Self.openScreen(name, output: frame.stream, input: input)
        } catch {
            frame.close()
            fclose(input)
            throw error
        }
        window = curlew_standard_window()
        if let size = Self.size(of: descriptor) { resize_term(Int32(clamping: size.rows), Int32(clamping: size.columns)) }
        nonl()
        keypad(window, true)
        idlok(window, true)
        idcok(window, false)
        typeahead(-1)
        curs_set(0)
        leaveok(window, true)
        styles = CursesStyles(theme)
        decoder = KeyDecoder(
            named: Dictionary(
                KeySequences.capabilities.map { (Terminfo.string($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
        restorer = TerminalRestorer(
            Descriptor(descriptor), settings: settings, flags: flags,
            bytes: (isLikeXterm ? Array((Self.pasteOff + Self.mouseOff + Self.wheelOff).utf8) : [])
                + ["sgr0", "cnorm", "rmkx", "rmcup"].flatMap { Terminfo.withoutPadding(Terminfo.string($0)) })
        takeSize()
        onTaking(restorer)
        enter()
    }

    deinit {
        restore()
        delscreen(screen)
        frame.close()
        fclose(input)
    }

    /// Negative once the terminal is gone, so that `poll` passes over it.
    package var inputDescriptor: Int32 {
        isGone ? -1 : descriptor
    }

    package func readKeys() -> [Key] {
        var keys: [Key] = []
        while true {
            let mayBePaste = !marksPastes && UnmarkedPaste.mayGoOn(keys)
            guard keys.count < (mayBePaste ? UnmarkedPaste.longest : Self.mostKeys),
                let bytes = readBytes(waiting: decoder.isInsideSequence ? Self.escapeDelay : mayBePaste ? Self.pasteDelay : 0)
            else { break }
            let now = ContinuousClock().now
            if now - lastRead > Self.longestPause { decoder.forgetUnfinished() }
            lastRead = now
            keys += decoder.keys(from: bytes)
        }
        if decoder.isInsideSequence { keys += decoder.flush() }
        return marksPastes ? keys : UnmarkedPaste.joined(keys)
    }

    package func draw(_ grid: Grid, cursor: Position?) {
        guard isTaken, stalledSince == nil else { return }
        var known = shown ?? Grid(Size(rows: 0, columns: 0))
        if shown == nil {
            werase(window)
        } else if grid == known && cursor == self.cursor {
            return
        }
        scroll(&known, to: grid)
        for run in grid.changes(from: known) { put(run) }
        shown = grid
        show(cursor)
        wnoutrefresh(window)
        doupdate()
        send(frame.take())
    }

    package func invalidate() {
        shown = nil
        clearok(window, true)
    }

    package func restyle(_ theme: Theme) {
        styles = CursesStyles(theme)
        ascii = ascii.map { _ in [] }
        invalidate()
    }

    package func resize() {
        guard let size = Self.size(of: descriptor), size != self.size else { return }
        resize_term(Int32(clamping: size.rows), Int32(clamping: size.columns))
        takeSize()
        invalidate()
    }

    package func restore() {
        guard isTaken else { return }
        isTaken = false
        endwin()
        let title = title == nil ? [] : Array(Self.formerTitle.utf8)
        self.title = nil
        send(title + modes(Self.pasteOff, mouse: Self.mouseOff, wheel: Self.wheelOff) + frame.take() + clearedBar)
        awaitRoom()
        setModes(settings)
        _ = fcntl(descriptor, F_SETFL, flags)
        restorer.setTaken(false)
    }

    /// Until all is sent, or the terminal has had its time.
    private func awaitRoom() {
        let clock = ContinuousClock(), end = clock.now + Self.longestFarewell
        while stalledSince != nil, clock.now < end {
            var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&request, 1, Int32(clamping: Int((end - clock.now) / .milliseconds(1)) + 1))
            sendRest()
        }
    }

    /// If there is no other screen to go back to, the text stays, as with less; but the shell's prompt, which comes
    /// where `endwin` leaves the cursor, must not stand in the bar.
    private var clearedBar: [UInt8] {
        Terminfo.string("rmcup").isEmpty ? [0x0D] + Terminfo.withoutPadding(Terminfo.string("el")) : []
    }

    package func resume() {
        guard !isTaken else { return }
        isTaken = true
        keypad(window, true)
        enter()
        resize()
        invalidate()
    }

    /// The modes now, so that keys come as keys; ncurses takes the screen with the next draw.
    private func enter() {
        restorer.setTaken(true)
        setModes(rawSettings)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        send(modes(Self.pasteOn, mouse: Self.mouseOn, wheel: Self.wheelOn))
    }

    /// What turns modes on or off, if the terminal may be told.
    private func modes(_ paste: String, mouse: String, wheel: String) -> [UInt8] {
        isLikeXterm ? Array((paste + (takesMouse ? mouse : "") + wheel).utf8) : []
    }

    package func takeMouse(_ isTaken: Bool) {
        guard isTaken != takesMouse else { return }
        takesMouse = isTaken
        if self.isTaken, isLikeXterm { send(Array((isTaken ? Self.mouseOn : Self.mouseOff).utf8)) }
    }

    private func setModes(_ modes: termios) {
        withUnsafePointer(to: modes) { _ = tcsetattr(descriptor, TCSANOW, $0) }
    }

    package func show(title: String?) {
        guard isLikeXterm, isTaken, title != self.title else { return }
        // The one before is kept by the terminal, and given back.
        if self.title == nil { send(Array(Self.keepTitle.utf8)) }
        self.title = title
        send(title.map { Array("\u{1B}]2;\($0)\u{1B}\\".utf8) } ?? Array(Self.formerTitle.utf8))
    }

    package func ring() {
        if isTaken { send([0x07]) }
    }

    package func copy(_ text: String) {
        let passesScreen = ClipboardSequence.passesScreen(term: Environment.value("TERM"), session: Environment.value("STY"))
        guard isTaken, isLikeXterm || passesScreen else { return }
        send(ClipboardSequence.bytes(text, passesScreen: passesScreen))
    }

    /// Sends `bytes`, or keeps what the terminal does not take now.
    private func send(_ bytes: [UInt8]) {
        unsent += bytes
        sendRest()
    }

    package func sendRest() {
        let (count, takesMore) = unsent.withUnsafeBytes { Descriptor(descriptor).writeSome($0) }
        unsent = unsent.dropFirst(count)
        // A terminal that is gone gets nothing, and its end is noticed by reading.
        if unsent.isEmpty || !takesMore {
            unsent = []
            stalledSince = nil
        } else if count > 0 || stalledSince == nil {
            stalledSince = ContinuousClock().now
        }
    }

    /// What has only moved is moved and not put again.
    private func scroll(_ known: inout Grid, to grid: Grid) {
        let rise = grid.rise(from: known)
        if rise == 0 { return }
        let rows = Int32(clamping: grid.size.rows - 1)
        if shift?.rise != rise || shift?.rows != rows { shift = (rise, rows, LineShift(by: Int32(clamping: rise), of: rows)) }
        if let lines = shift?.lines {
            // Told here and not left to ncurses, which compares all cells of all rows first, and then sets a region and unsets it.
            // It believes the cursor to be where they leave it.
            leaveok(curlew_coming_window(), false)
            wmove(curlew_coming_window(), lines.cursorRow, 0)
            doupdate()
            frame.write(lines.bytes)
            for window in [window, curlew_shown_window(), curlew_coming_window()].compactMap(\.self) {
                Self.scroll(window, by: rise, rows)
                wtouchln(window, 0, rows, 0)
            }
        } else {
            Self.scroll(window, by: rise, rows)
        }
        known.scroll(up: rise)
    }

    private static func scroll(_ window: UnsafeMutablePointer<WINDOW>, by rise: Int, _ rows: Int32) {
        wsetscrreg(window, 0, rows - 1)
        scrollok(window, true)
        wscrl(window, Int32(clamping: rise))
        scrollok(window, false)
    }

    private func put(_ run: CellRun) {
        var characters: [cchar_t] = []
        characters.reserveCapacity(run.cells.count)
        var role = Role.text
        var known = asciiCharacters(role)
        for cell in run.cells where cell.width > 0 {
            if cell.scalar.isASCII, cell.width == 1, cell.marks.0 == 0, cell.look.isNone {
                if cell.role.rawValue != role.rawValue {
                    role = cell.role
                    known = asciiCharacters(role)
                }
                characters.append(known[Int(cell.scalar.value)])
            } else if DisplayWidth.columns(of: cell.scalar) == Int(cell.width) {
                characters.append(made(cell))
            } else {
                // No cell should hold what does not print in as many columns as it says; if one does, it must not reach the terminal.
                characters += repeatElement(made(Cell("?", role: cell.role)), count: Int(cell.width))
            }
        }
        mvwadd_wchnstr(
            window, Int32(clamping: run.start.row), Int32(clamping: run.start.column), characters, Int32(clamping: characters.count))
    }

    /// By their numbers. Those that do not print are a question mark.
    private func asciiCharacters(_ role: Role) -> [cchar_t] {
        let index = Int(role.rawValue)
        if ascii[index].isEmpty {
            ascii[index] = (0..<0x80).map { made(Cell((0x20..<0x7F).contains($0) ? Unicode.Scalar($0) : "?", role: role)) }
        }
        return ascii[index]
    }

    private func made(_ cell: Cell) -> cchar_t {
        let style = styles.style(of: cell)
        // The base, its marks, and the zero that ends them.
        var characters = (cell.scalar.value, cell.marks.0, cell.marks.1, cell.marks.2, cell.marks.3, UInt32(0))
        if leavesOutJoiners, cell.marks.0 != 0 {
            let marks = [cell.marks.0, cell.marks.1, cell.marks.2, cell.marks.3].filter { $0 != 0x200D } + [0, 0, 0, 0]
            characters = (cell.scalar.value, marks[0], marks[1], marks[2], marks[3], 0)
        }
        var result = cchar_t()
        withUnsafePointer(to: &characters) {
            $0.withMemoryRebound(to: wchar_t.self, capacity: 6) {
                _ = setcchar(&result, $0, style.attributes, style.pair, nil)
            }
        }
        return result
    }

    private func show(_ cursor: Position?) {
        if (cursor == nil) != (self.cursor == nil) {
            curs_set(cursor == nil ? 0 : 1)
            leaveok(window, cursor == nil)
        }
        if let cursor { wmove(window, Int32(clamping: cursor.row), Int32(clamping: cursor.column)) }
        self.cursor = cursor
    }

    private func takeSize() {
        size = Size(rows: Int(getmaxy(window)), columns: Int(getmaxx(window)))
    }

    /// The bytes that are there after `milliseconds` at the latest; nil for none.
    private func readBytes(waiting milliseconds: Int32) -> [UInt8]? {
        var request = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            do throws(SystemError) {
                count = try Descriptor(descriptor).read(into: UnsafeMutableRawBufferPointer(buffer))
                isGone = count == 0
            } catch {
                isGone = error.code != EAGAIN
            }
        }
        return bytes.isEmpty ? nil : bytes
    }
}
