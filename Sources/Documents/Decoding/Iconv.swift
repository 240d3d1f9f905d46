internal import Glibc
internal import Synchronization

/// The C library's converter from one charset, used a character at a time and always from its initial state:
/// what state there is, the caller keeps, and a converter can be shared by threads.
final class Iconv: Sendable {
    /// What the bytes at a place are.
    enum Result: Equatable {
        /// A character, of `length` bytes; two code points for a few in Big5-HKSCS.
        case character(Unicode.Scalar, Unicode.Scalar?, length: Int)
        /// The beginning of one.
        case incomplete
        case invalid
    }

    /// An open descriptor; used by one thread at a time, which the pool sees to.
    private struct Descriptor: @unchecked Sendable {
        let value: iconv_t
    }

    private let name: String
    private let idle = Mutex<[Descriptor]>([])

    /// nil where the C library does not know the charset or has no module for it.
    init?(_ name: String) {
        self.name = name
        guard let first = Iconv.open(name) else { return nil }
        idle.withLock { $0.append(first) }
    }

    deinit {
        for descriptor in idle.withLock({ $0 }) { iconv_close(descriptor.value) }
    }

    /// Calls `body` with a converter of this charset that is in nobody else's hands; nil if the system has none left.
    func withConverter<Value>(_ body: (inout Converter) -> Value) -> Value? {
        guard let descriptor = idle.withLock({ $0.popLast() }) ?? Iconv.open(name) else { return nil }
        defer { idle.withLock { $0.append(descriptor) } }
        var converter = Converter(descriptor.value)
        return body(&converter)
    }

    private static func open(_ name: String) -> Descriptor? {
        let value = iconv_open("UTF-32LE", name)
        return value == iconv_t(bitPattern: -1) ? nil : value.map(Descriptor.init)
    }

    struct Converter {
        private let descriptor: iconv_t
        /// Whether something was fed to the descriptor since it was reset.
        private var isUsed = true

        init(_ descriptor: iconv_t) {
            self.descriptor = descriptor
        }

        /// The character at the start of `bytes`, of which there are `longest` bytes at most, behind the escape sequence `prefix`.
        mutating func character(_ bytes: UnsafeBufferPointer<UInt8>, longest: Int = 6, prefix: [UInt8] = []) -> Result {
            for length in stride(from: 1, through: min(longest, bytes.count), by: 1) {
                switch convert(prefix, bytes, length) {
                case .incomplete: continue
                case let other: return other
                }
            }
            return bytes.count >= longest ? .invalid : .incomplete
        }

        private mutating func convert(_ prefix: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ length: Int) -> Result {
            reset()
            isUsed = true
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 + prefix.count + length) { space in
                guard let base = space.baseAddress else { return .invalid }
                let input = base + 16
                for (index, byte) in prefix.enumerated() { input[index] = CChar(bitPattern: byte) }
                for index in 0..<length { input[prefix.count + index] = CChar(bitPattern: bytes[index]) }
                var from: UnsafeMutablePointer<CChar>? = input
                var fromLeft = prefix.count + length
                var to: UnsafeMutablePointer<CChar>? = base
                var toLeft = 16
                if iconv(descriptor, &from, &fromLeft, &to, &toLeft) == -1 {
                    return errno == EINVAL ? .incomplete : .invalid
                }
                // Some charsets hold a character back to see whether a combining one follows.
                if toLeft == 16 { iconv(descriptor, nil, nil, &to, &toLeft) }
                let output = UnsafeRawBufferPointer(start: base, count: 16 - toLeft)
                guard output.count >= 4 else { return length == 0 ? .invalid : .incomplete }
                let first = Unicode.Scalar(UInt32(littleEndian: output.loadUnaligned(as: UInt32.self)))
                let second = output.count < 8 ? nil : Unicode.Scalar(UInt32(littleEndian: output.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
                guard let first else { return .invalid }
                return .character(first, second, length: length)
            }
        }

        private mutating func reset() {
            if isUsed { iconv(descriptor, nil, nil, nil, nil) }
            isUsed = false
        }
    }
}
