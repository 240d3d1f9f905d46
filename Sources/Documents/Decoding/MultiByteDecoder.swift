internal import Screen

/// A charset whose characters are of one byte or more: Shift_JIS, the EUC family, GB 18030, Big5, ISO-2022-JP.
///
/// Asking the C library takes some 100 ns a character, so all characters of one and two bytes are asked for once.
final class MultiByteDecoder: Sendable {
    private let iconv: Iconv
    private let isEscaped: Bool
    /// What a byte is by itself.
    private let singles: [Iconv.Answer]
    /// For each byte that begins a character, what it is with each byte after it; else empty.
    private let pairs: [[Iconv.Answer]]

    /// `isEscaped`: escape sequences switch between sets of characters. nil if the C library does not have the charset.
    init?(_ name: String, isEscaped: Bool) {
        guard let iconv = Iconv(name) else { return nil }
        let bytes = UInt8.min...UInt8.max
        let tables = iconv.withConverter { converter in
            let singles = bytes.map { converter.character(CollectionOfOne($0)) }
            let pairs = bytes.map { first -> [Iconv.Answer] in
                if isEscaped || singles[Int(first)] != .incomplete { return [] }
                var pair = [first, 0]
                return bytes.map { second in
                    pair[1] = second
                    return converter.character(pair, shortest: 2)
                }
            }
            return (singles, pairs)
        }
        guard let tables, tables.0[0x0A] == .character("\n", nil, length: 1) else { return nil }
        self.iconv = iconv
        self.isEscaped = isEscaped
        (singles, pairs) = tables
    }

    /// The bytes whose cutting into lines takes a few milliseconds at worst, which is when no newline comes.
    var bytesPerStep: Int { isEscaped ? 128 << 10 : 1 << 20 }

    /// Unless `isFinal`, the beginning of a character at the end is left out.
    func decode(_ bytes: UnsafeBufferPointer<UInt8>, from shift: Shift, isFinal: Bool, to output: inout some LineOutput) {
        var shift = shift
        var index = 0
        _ = iconv.withConverter { converter in
            while index < bytes.count && !output.isFull {
                switch next(in: bytes, at: index, &shift, &converter) {
                case .shift(let length): index += length
                case .answer(.character(let first, let second, let length)):
                    output.append(first, .text, source: index, length: length)
                    if let second { output.append(second, .text, source: index, length: length) }
                    index += length
                case .answer(.incomplete) where !isFinal: return
                case .answer(.incomplete), .answer(.invalid):
                    output.append(invalid: bytes[index], source: index)
                    index += 1
                }
            }
        }
    }

    /// The last place at or before `limit` where no character is split, and the shift there.
    func boundary(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int, from shift: Shift) -> (Int, Shift) {
        let part = UnsafeBufferPointer(rebasing: bytes.prefix(limit))
        var shift = shift
        var index = 0
        _ = iconv.withConverter { converter in
            while index < part.count {
                switch next(in: part, at: index, &shift, &converter) {
                case .shift(let length), .answer(.character(_, _, let length)): index += length
                case .answer(.invalid): index += 1
                case .answer(.incomplete): return
                }
            }
        }
        return index == 0 ? (part.count, shift) : (index, shift)
    }

    private enum Step {
        case answer(Iconv.Answer)
        /// An escape sequence of so many bytes.
        case shift(Int)
    }

    private func next(
        in bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ shift: inout Shift, _ converter: inout Iconv.Converter
    ) -> Step {
        let first = bytes[index]
        if isEscaped && first == 0x1B {
            guard let length = escapeLength(in: bytes, at: index) else { return .answer(.incomplete) }
            let escape = Shift(bytes[index..<index + length])
            guard length > 1, converter.accepts(escape) else { return .answer(.invalid) }
            shift = escape
            return .shift(length)
        }
        var shortest = 1
        if shift == .ascii {
            let single = singles[Int(first)]
            if single != .incomplete { return .answer(single) }
            if !isEscaped && index + 1 < bytes.count {
                let pair = pairs[Int(first)][Int(bytes[index + 1])]
                if pair != .incomplete { return .answer(pair) }
                shortest = 3
            }
        }
        let rest = bytes[index...].prefix(Iconv.Converter.longestCharacter)
        return .answer(converter.character(rest, after: shift, shortest: shortest))
    }

    /// The bytes of the escape sequence at `index` (ECMA-35: up to two intermediates, then a final byte), 1 if it is none,
    /// nil if it is cut off.
    private func escapeLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        var place = index + 1
        while place < bytes.count, place <= index + 2, (0x20...0x2F).contains(bytes[place]) { place += 1 }
        if place >= bytes.count { return nil }
        return place > index + 1 && (0x30...0x7E).contains(bytes[place]) ? place + 1 - index : 1
    }
}
