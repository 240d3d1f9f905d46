internal import Glibc
internal import Synchronization

/// The C library's converter from one charset, asked about one character at a time and always from its
/// initial state: what state there is, the caller keeps, so that decoding can be taken up at any line.
final class Iconv: Sendable {
    /// What the bytes at a place are.
    enum Answer: Sendable, Equatable {
        /// One character of so many bytes, which is two code points for a few in Big5-HKSCS.
        case character(Unicode.Scalar, Unicode.Scalar?, length: Int)
        /// The beginning of a character.
        case incomplete
        case invalid
    }

    /// An open descriptor: whoever took it from `idle` is the only one to use it.
    private struct Descriptor: @unchecked Sendable {
        let value: iconv_t
    }

    private let name: String
    private let idle = Mutex<[Descriptor]>([])

    /// nil where the C library does not know the charset or lacks the module for it.
    init?(_ name: String) {
        self.name = name
        guard let first = Iconv.open(name) else { return nil }
        idle.withLock { $0.append(first) }
    }

    deinit {
        for descriptor in idle.withLock({ $0 }) { iconv_close(descriptor.value) }
    }

    /// Lends a converter that nobody else uses meanwhile; nil where the system has none to give.
    func withConverter<Value>(_ body: (Converter) -> Value) -> Value? {
        guard let descriptor = idle.withLock({ $0.popLast() }) ?? Iconv.open(name) else { return nil }
        defer { idle.withLock { $0.append(descriptor) } }
        return body(Converter(descriptor: descriptor.value))
    }

    private static func open(_ name: String) -> Descriptor? {
        let value = iconv_open("UTF-32LE", name)
        return value == iconv_t(bitPattern: -1) ? nil : value.map(Descriptor.init)
    }
}

extension Iconv {
    struct Converter {
        /// The most bytes of a character in any charset there is.
        static let longestCharacter = 6

        fileprivate let descriptor: iconv_t

        /// The character at the start of `bytes` where `shift` is in force.
        func character(_ bytes: some Collection<UInt8>, after shift: Shift = .ascii) -> Answer {
            let escape = shift.bytes
            for length in stride(from: 1, through: min(Converter.longestCharacter, bytes.count), by: 1) {
                let answer = convert(escape + bytes.prefix(length), length)
                if answer != .incomplete { return answer }
            }
            return bytes.count < Converter.longestCharacter ? .incomplete : .invalid
        }

        /// Whether the charset has this escape sequence.
        func accepts(_ shift: Shift) -> Bool {
            convert(shift.bytes, 0) == .incomplete
        }

        private func convert(_ bytes: [UInt8], _ length: Int) -> Answer {
            var input = bytes.map { CChar(bitPattern: $0) }
            var output: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
            let room = MemoryLayout.size(ofValue: output)
            var roomLeft = room
            iconv(descriptor, nil, nil, nil, nil)
            let failure = input.withUnsafeMutableBufferPointer { input in
                withUnsafeMutableBytes(of: &output) { output in
                    var from = input.baseAddress
                    var fromLeft = input.count
                    var to = output.assumingMemoryBound(to: CChar.self).baseAddress
                    if iconv(descriptor, &from, &fromLeft, &to, &roomLeft) == -1 { return errno }
                    // Some charsets hold a character back to see whether a combining one follows.
                    if roomLeft == room { iconv(descriptor, nil, nil, &to, &roomLeft) }
                    return 0
                }
            }
            if failure != 0 { return failure == EINVAL ? .incomplete : .invalid }
            if roomLeft == room { return .incomplete }
            guard let first = Unicode.Scalar(UInt32(littleEndian: output.0)) else { return .invalid }
            let second = room - roomLeft > 4 ? Unicode.Scalar(UInt32(littleEndian: output.1)) : nil
            return .character(first, second, length: length)
        }
    }
}
