internal import CNcurses
internal import Glibc
internal import Screen
internal import System

// The device and its modes, and ncurses on it.
extension CursesTerminal {
    static func open(_ device: String?) throws(TerminalError) -> (Int32, UnsafeMutablePointer<FILE>, termios, FrameFile) {
        func failure(_ reason: SystemError) -> TerminalError {
            TerminalError(description: "no terminal to show anything on: \(device ?? "/dev/tty"): \(reason)")
        }
        let terminal: Descriptor
        do {
            terminal = if let device { try Descriptor.open(device, O_RDWR | O_NOCTTY) } else { try TerminalDevice.open() }
        } catch {
            throw failure(error)
        }
        var settings = termios()
        guard tcgetattr(terminal.number, &settings) == 0, let file = fdopen(terminal.number, "r+") else {
            let reason = SystemError.last
            terminal.close()
            throw failure(reason)
        }
        do {
            return (terminal.number, file, settings, try FrameFile())
        } catch {
            fclose(file)
            throw failure(error)
        }
    }

    /// Each key as it is pressed, ^C and ^S too; nothing is echoed, and nothing translated either way.
    static func raw(_ settings: termios) -> termios {
        var raw = settings
        cfmakeraw(&raw)
        // Bits and parity are the line's.
        raw.c_cflag = settings.c_cflag
        return raw
    }

    /// More is not drawn: no terminal is larger, and one that says so would cost a frame of that size.
    private static let largestSize = 1000

    static func size(of descriptor: Int32) -> Size? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
        return Size(rows: min(Int(size.ws_row), largestSize), columns: min(Int(size.ws_col), largestSize))
    }

    /// `newterm`, with the signals that ncurses takes given back.
    static func openScreen(
        _ name: String, output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>
    ) throws -> OpaquePointer {
        let signals = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH].map { signal in
            var action = sigaction()
            sigaction(signal, nil, &action)
            return (signal, action)
        }
        defer {
            for (signal, action) in signals {
                withUnsafePointer(to: action) { _ = sigaction(signal, $0, nil) }
            }
        }
        // The size is what the terminal says, not what LINES and COLUMNS said when the shell exported them. Until then any will do:
        // without the second call there is none where terminfo has none, as for the console of Linux.
        use_env(false)
        use_tioctl(true)
        guard !name.isEmpty else { throw TerminalError(description: "TERM is not set, so nothing is known of the terminal") }
        guard let screen = newterm(name, output, input) else {
            throw TerminalError(
                description: "the terminal type '\(name)' is not known here: set TERM to one that is, for instance xterm-256color or vt100")
        }
        guard !Terminfo.string("cup").isEmpty else {
            endwin()
            delscreen(screen)
            throw TerminalError(description: "the terminal type '\(name)' cannot place text on the screen")
        }
        return screen
    }
}
