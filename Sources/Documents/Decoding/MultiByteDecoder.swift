internal import Bodies

/// The escape sequence in force at a place in an ISO-2022 text, at most four bytes; none at the start of a
/// line that follows a newline (RFC 1468: a line begins and ends in ASCII).
struct Shift: Sendable, Equatable {
    private var packed: UInt32 = 0

    init() {}

    init(_ escape: some Sequence<UInt8>) {
        for byte in escape { packed = packed << 8 | UInt32(byte) }
    }

    var isInitial: Bool { packed == 0 }

    var bytes: [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: packed >> $0) }.filter { $0 != 0 }
    }
}

/// A charset whose characters are of one byte or more: Shift_JIS, the EUC family, GB 18030, Big5, ISO-2022-JP.
final class MultiByteDecoder: Sendable {
    private let iconv: Iconv
    private let isEscaped: Bool
    /// What a byte is that stands for itself, by byte.
    private let singles: [Iconv.Result]

    /// `isEscaped`: escape sequences switch between sets of characters.
    init?(_ name: String, isEscaped: Bool) {
        guard let iconv = Iconv(name) else { return nil }
        self.iconv = iconv
        self.isEscaped = isEscaped
        let singles = iconv.withConverter { converter in
            (UInt8.min...UInt8.max).map { byte in
                withUnsafePointer(to: byte) { converter.character(UnsafeBufferPointer(start: $0, count: 1)) }
            }
        }
        guard let singles, singles[0x0A] == .character("\n", nil, length: 1) else { return nil }
        self.singles = singles
    }

    /// Decodes until the output is full; returns the shift at the end. Unless `isFinal`, the beginning of a character at the end is left out.
    @discardableResult
    func decode(_ bytes: UnsafeBufferPointer<UInt8>, from shift: Shift, isFinal: Bool, to output: inout some LineOutput) -> Shift {
        var shift = shift
        walk(bytes, from: &shift, isFinal: isFinal) { result, index in
            if output.isFull { return false }
            switch result {
            case .character(let first, let second, _):
                output.append(first, source: index)
                if let second { output.append(second, source: index) }
            case .invalid, .incomplete:
                output.append(invalid: bytes[index], source: index)
            }
            return true
        }
        return shift
    }

    /// The last place at or before `limit` where no character is split, and the shift there.
    func boundary(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int, from shift: Shift) -> (Int, Shift) {
        var end = (0, shift)
        var current = shift
        let part = UnsafeBufferPointer(rebasing: bytes[..<min(limit, bytes.count)])
        walk(part, from: &current, isFinal: false) { result, index in
            if case .character(_, _, let length) = result { end = (index + length, shift) } else { end = (index + 1, shift) }
            return true
        }
        return end.0 == 0 ? (part.count, current) : (end.0, current)
    }

    /// Calls `visit` for each character, or byte that is none, with its place, until it returns false.
    private func walk(
        _ bytes: UnsafeBufferPointer<UInt8>, from shift: inout Shift, isFinal: Bool, _ visit: (Iconv.Result, Int) -> Bool
    ) {
        _ = iconv.withConverter { converter in
            var index = 0
            while index < bytes.count {
                if isEscaped && bytes[index] == 0x1B, let length = escape(at: index, in: bytes) {
                    if index + length > bytes.count { if isFinal { _ = visit(.invalid, index) }; return }
                    shift = Shift(bytes[index..<index + length])
                    if shift == Shift([0x1B, 0x28, 0x42]) { shift = Shift() }
                    index += length
                    continue
                }
                var result = shift.isInitial ? singles[Int(bytes[index])] : .incomplete
                if result == .incomplete {
                    result = converter.character(UnsafeBufferPointer(rebasing: bytes[index...]), prefix: shift.bytes)
                }
                if result == .incomplete && !isFinal { return }
                guard visit(result, index) else { return }
                if case .character(_, _, let length) = result { index += length } else { index += 1 }
            }
        }
    }

    /// The bytes of the escape sequence at `index` (ECMA-35: intermediates, then a final byte); nil where there is none.
    /// One that is cut off counts one byte more than there is.
    private func escape(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var place = index + 1
        while place < bytes.count, (0x20...0x2F).contains(bytes[place]), place - index < 3 { place += 1 }
        if place >= bytes.count { return place + 1 - index }
        return place > index + 1 && (0x30...0x7E).contains(bytes[place]) ? place + 1 - index : nil
    }
}
