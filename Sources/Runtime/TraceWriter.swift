internal import Bodies
internal import Glibc
internal import System
package import Transfer

/// Writes down what libcurl says, in the words and columns of the curl tool: `-v`, `--trace`, `--trace-ascii`.
package final class TraceWriter: TransferTrace {
    package enum Form: Sendable {
        /// `-v`: `* ` libcurl's words, `> ` sent, `< ` received, and of bodies their size.
        case lines
        /// `--trace`
        case hexadecimal
        /// `--trace-ascii`
        case text
    }

    private struct State {
        /// Nothing has been written after the last piece that ended without a line end.
        var isInLine = false
        var hasSaidData = false
        /// Why it takes no more: text for nobody is not made.
        var failure: SystemError?
    }

    private let form: Form
    private let tellsTime: Bool
    private let descriptor: Descriptor
    /// Of a file, which is an output as `-o` is; nil for a stream, which somebody reads along or not.
    private let path: String?
    private let state = Lock(State())

    /// `path`: `%` is standard error, `-` standard output. `nil` if the file cannot be made.
    package init?(_ form: Form, path: String = "%", tellsTime: Bool) {
        self.form = form
        self.tellsTime = tellsTime
        self.path = ["%", "-"].contains(path) ? nil : path
        switch path {
        case "%": descriptor = .standardError
        case "-": descriptor = .standardOutput
        default:
            guard let file = try? Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC) else { return nil }
            descriptor = file
        }
    }

    deinit {
        if descriptor.number > STDERR_FILENO { descriptor.close() }
    }

    package func note(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer) throws {
        if state.withLock({ $0.failure == nil }) {
            let time = tellsTime ? TraceWriter.timeOfDay : []
            let text = state.withLock { state in
                form == .lines ? TraceWriter.lines(kind, bytes, time, &state) : TraceWriter.dump(kind, bytes, time, form)
            }
            do throws(SystemError) {
                try descriptor.writeVisibly(text)
            } catch {
                state.withLock { $0.failure = error }
            }
        }
        if let path, let failure = state.withLock({ $0.failure }) {
            throw BodyWriteFailure(message: "cannot write the trace \(path): \(failure)")
        }
    }

    // MARK: -v

    private static func lines(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer, _ time: [UInt8], _ state: inout State) -> [UInt8] {
        var written: [UInt8] = []
        func begin(_ mark: String) {
            if !state.isInLine { written += time + mark.utf8 }
            state.isInLine = false
        }
        switch kind {
        case .headerSent:
            var rest = Array(bytes)[...]
            while !rest.isEmpty {
                begin("> ")
                let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
                written += rest[..<end]
                rest = rest[end...]
            }
        case .text, .headerReceived:
            begin(kind == .text ? "* " : "< ")
            written += Array(bytes)
        case .dataReceived, .tlsReceived, .dataSent, .tlsSent:
            if state.hasSaidData { return [] }
            begin(kind == .dataReceived || kind == .tlsReceived ? "{ " : "} ")
            written += Array("[\(bytes.count) bytes data]\n".utf8)
            state.hasSaidData = true
            return written
        }
        state.isInLine = bytes.last.map { $0 != 0x0A } ?? false
        state.hasSaidData = false
        return written
    }

    // MARK: --trace

    private static func dump(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer, _ time: [UInt8], _ form: Form) -> [UInt8] {
        let title =
            switch kind {
            case .text: "== Info: "
            case .headerSent: "=> Send header"
            case .dataSent: "=> Send data"
            case .tlsSent: "=> Send SSL data"
            case .headerReceived: "<= Recv header"
            case .dataReceived: "<= Recv data"
            case .tlsReceived: "<= Recv SSL data"
            }
        if kind == .text { return time + title.utf8 + Array(bytes) }
        var written = time + "\(title), \(bytes.count) bytes (0x\(String(bytes.count, radix: 16)))\n".utf8
        let width = form == .text ? 64 : 16
        var offset = 0
        while offset < bytes.count {
            written += (padded(String(offset, radix: 16), to: 4) + ": ").utf8
            let row = UnsafeRawBufferPointer(rebasing: bytes[offset..<min(bytes.count, offset + width)])
            if form == .hexadecimal {
                for byte in row { written += (padded(String(byte, radix: 16), to: 2) + " ").utf8 }
                written += repeatElement(0x20, count: (width - row.count) * 3)
            }
            var count = row.count
            if form == .text {
                // A line of the message ends the row, and its end is not shown; one right after a full row belongs to it.
                for column in 0..<row.count where endsLine(bytes, at: offset + column) {
                    count = column
                    break
                }
            }
            for byte in row[..<count] { written.append((0x20..<0x7F).contains(byte) ? byte : UInt8(ascii: ".")) }
            written.append(0x0A)
            offset += count
            if form == .text, endsLine(bytes, at: offset) { offset += 2 }
        }
        return written
    }

    private static func endsLine(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == 0x0D && bytes[offset + 1] == 0x0A
    }

    private static func padded(_ digits: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// `HH:MM:SS.µµµµµµ `
    private static var timeOfDay: [UInt8] {
        var now = timeval(), local = tm()
        gettimeofday(&now, nil)
        localtime_r(&now.tv_sec, &local)
        let clock = [local.tm_hour, local.tm_min, local.tm_sec].map { padded("\($0)", to: 2) }.joined(separator: ":")
        return Array("\(clock).\(padded("\(now.tv_usec)", to: 6)) ".utf8)
    }
}
