internal import Glibc
package import Screen
internal import System

/// The person's terminal as it is: lines are typed with its own editing, and text is added at the end.
package final class LinearTerminal: LineTerminal {
    private let descriptor: Descriptor
    private var typed: [UInt8] = []
    private var isGone = false

    /// Throws `TerminalError`.
    package init() throws {
        do {
            descriptor = try TerminalDevice.open()
        } catch {
            throw TerminalError(description: "no terminal to show anything on: /dev/tty: \(error)")
        }
    }

    deinit { descriptor.close() }

    /// Of a page, so that it can be read as such.
    package var size: Size {
        var size = winsize()
        guard ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1, size.ws_col > 0 else {
            return Size(rows: 24, columns: 80)
        }
        return Size(rows: min(Int(size.ws_row), 1000), columns: min(Int(size.ws_col), 1000))
    }

    package var inputDescriptor: Int32 { isGone ? -1 : descriptor.number }

    /// The lines typed; at the end of input (`^D`) `q`.
    package func readKeys() -> [Key] {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            do throws(SystemError) {
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                isGone = error.code != EAGAIN
                count = 0
            }
        }
        if bytes.isEmpty { return isGone ? [] : [.line("q")] }
        typed += bytes
        guard let end = typed.lastIndex(of: 0x0A) else { return [] }
        let lines = typed[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
        typed = Array(typed[(end + 1)...])
        return lines.map { .line(String(decoding: $0, as: UTF8.self)) }
    }

    package func append(_ text: String) {
        // A terminal that is gone is noticed by reading.
        try? descriptor.writeAll(Array(text.utf8))
    }

    package func draw(_ grid: Grid, cursor: Position?) {}
    package var stalledSince: ContinuousClock.Instant? { nil }
    package func sendRest() {}
    package func invalidate() {}
    package func restyle(_ theme: Theme) {}
    package func takeMouse(_ isTaken: Bool) {}
    package func resize() {}
    package func copy(_ text: String) {}
    package func show(title: String?) {}
    package func ring() {}
    package func restore() {}
    package func resume() {}
}
