internal import Glibc

/// A terminal without a person: what a program writes to `device` is read here, and what is typed here it reads as keys.
package final class PseudoTerminal {
    package let device: String
    private var master: Int32
    /// The program's side, kept open so that the terminal's modes can be asked for and outlive the program.
    private let slave: Int32
    private var markers = 0

    package enum Failure: Error {
        case cannotOpen
        /// What had come when the wait for something else ended.
        case waitedInVain(for: String, got: String)
    }

    package init(rows: Int = 24, columns: Int = 80) throws {
        // posix_openpt and the like, which Swift's Glibc module hides, are these calls (ioctl_tty(2)).
        let unlock: UInt = 0x4004_5431, askNumber: UInt = 0x8004_5430
        var zero: Int32 = 0, number: Int32 = 0
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0, ioctl(master, unlock, &zero) == 0, ioctl(master, askNumber, &number) == 0 else { throw Failure.cannotOpen }
        device = "/dev/pts/\(number)"
        slave = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw Failure.cannotOpen }
        resize(rows: rows, columns: columns)
    }

    deinit {
        hangUp()
        close(slave)
    }

    package func resize(rows: Int, columns: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    }

    package func type(_ bytes: [UInt8]) {
        _ = write(master, bytes, bytes.count)
    }

    package func type(_ text: String) {
        type(Array(text.utf8))
    }

    /// Everything the program has written until now, controls and all. A marker written after it tells where that ends.
    package func output() throws -> String {
        markers += 1
        let marker = "<<output \(markers) ends>>"
        _ = write(slave, marker, marker.utf8.count)
        return String(try output(until: marker).dropLast(marker.count))
    }

    /// What there is to read, if anything comes within `milliseconds`.
    package func available(within milliseconds: Int32) -> [UInt8] {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(master, &bytes, bytes.count)
        return Array(bytes[..<max(0, count)])
    }

    /// What is written up to and including `text`; waits ten seconds for each byte, and a minute for all.
    package func output(until text: String) throws -> String {
        var bytes: [UInt8] = []
        let wanted = Array(text.utf8)
        let end = ContinuousClock().now + .seconds(60)
        while !bytes.reversed().starts(with: wanted.reversed()) {
            var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            var byte: UInt8 = 0
            guard ContinuousClock().now < end, poll(&request, 1, 10_000) > 0, read(master, &byte, 1) == 1 else {
                throw Failure.waitedInVain(for: text, got: String(decoding: bytes, as: UTF8.self))
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The terminal goes away, as when its window is closed.
    package func hangUp() {
        if master >= 0 { close(master) }
        master = -1
    }

    /// The modes in force, as one comparable line: input, output, control and local flags.
    package var modes: String {
        var settings = termios()
        guard tcgetattr(slave, &settings) == 0 else { return "none" }
        return "\(settings.c_iflag) \(settings.c_oflag) \(settings.c_cflag) \(settings.c_lflag)"
    }
}
