internal import Glibc
internal import System

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
    private let idle = Lock<[Descriptor]>([])

    /// nil if the C library does not know the charset or lacks the module for it.
    init?(_ name: String) {
        self.name = name
        guard let first = Iconv.open(name) else { return nil }
        idle.withLock { $0.append(first) }
    }

    deinit {
        for descriptor in idle.withLock({ $0 }) { iconv_close(descriptor.value) }
    }

    /// Lends a converter that nobody else uses meanwhile; nil if the system has none to give.
    func withConverter<Value>(_ body: (inout Converter) -> Value) -> Value? {
        guard let descriptor = idle.withLock({ $0.popLast() }) ?? Iconv.open(name) else { return nil }
        defer { idle.withLock { $0.append(descriptor) } }
        var converter = Converter(descriptor: descriptor.value)
        return body(&converter)
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

        private let descriptor: iconv_t
        /// What is in force in the descriptor; nil if that is not known.
        private var shift: Shift?

        fileprivate init(descriptor: iconv_t) {
            self.descriptor = descriptor
        }

        /// The character at the start of `bytes` while `shift` is in force, which is known to have `shortest` bytes at least.
        mutating func character(_ bytes: some Collection<UInt8>, after shift: Shift = .ascii, shortest: Int = 1) -> Answer {
            for length in stride(from: shortest, through: min(Converter.longestCharacter, bytes.count), by: 1) {
                let answer = convert(bytes.prefix(length), after: shift)
                if answer != .incomplete { return answer }
            }
            return bytes.count < Converter.longestCharacter ? .incomplete : .invalid
        }

        /// Whether the charset has this escape sequence.
        mutating func accepts(_ shift: Shift) -> Bool {
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 4) { space in
                let output = UnsafeMutableRawBufferPointer(rebasing: space[..<16])
                let input = UnsafeMutableRawBufferPointer(rebasing: space[16...])
                self.shift = nil
                iconv(descriptor, nil, nil, nil, nil)
                let count = shift.copy(to: input)
                // Taken whole, and for no character: the beginning of another sequence is none.
                return convert(UnsafeMutableRawBufferPointer(rebasing: input[..<count]), to: output) == 0
            }
        }

        private mutating func convert(_ bytes: some Collection<UInt8>, after shift: Shift) -> Answer {
            // Room for an escape sequence and a character, and for two code points.
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 4) { space in
                let output = UnsafeMutableRawBufferPointer(rebasing: space[..<16])
                let input = UnsafeMutableRawBufferPointer(rebasing: space[16...])
                var inputCount = 0
                if self.shift != shift {
                    iconv(descriptor, nil, nil, nil, nil)
                    inputCount = shift.copy(to: input)
                }
                for byte in bytes {
                    input[inputCount] = byte
                    inputCount += 1
                }
                self.shift = nil
                guard let count = convert(UnsafeMutableRawBufferPointer(rebasing: input[..<inputCount]), to: output) else {
                    return errno == EINVAL ? .incomplete : .invalid
                }
                if count > 0 {
                    self.shift = shift
                    return Converter.answer(output[..<count], length: bytes.count)
                }
                // Some charsets hold a character back to see whether a combining one follows.
                let flushed = convert(nil, to: output) ?? 0
                return flushed > 0 ? Converter.answer(output[..<flushed], length: bytes.count) : .incomplete
            }
        }

        /// Converts all of `input`, nil for what is held back; returns the bytes of output, nil with `errno` set if that fails.
        private func convert(_ input: UnsafeMutableRawBufferPointer?, to output: UnsafeMutableRawBufferPointer) -> Int? {
            var from = input?.assumingMemoryBound(to: CChar.self).baseAddress
            var fromLeft = input?.count ?? 0
            var to = output.assumingMemoryBound(to: CChar.self).baseAddress
            var toLeft = output.count
            return iconv(descriptor, &from, &fromLeft, &to, &toLeft) == -1 ? nil : output.count - toLeft
        }

        private static func answer(_ output: Slice<UnsafeMutableRawBufferPointer>, length: Int) -> Answer {
            let values = UnsafeRawBufferPointer(rebasing: output)
            func scalar(_ index: Int) -> Unicode.Scalar? {
                guard values.count >= index * 4 + 4 else { return nil }
                return Unicode.Scalar(UInt32(littleEndian: values.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
            }
            return scalar(0).map { .character($0, scalar(1), length: length) } ?? .invalid
        }
    }
}
