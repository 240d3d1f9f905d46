package import Bodies
internal import Screen

/// The text of a piece, for searching bodies whose bytes are not UTF-8 themselves.
package struct DecodedPiece: Sendable, Equatable {
    /// The bytes it was made from, its newline included.
    package let range: Range<ByteOffset>
    /// The text without the line end; U+FFFD stands for each byte that is no part of a character.
    package let utf8: [UInt8]
    /// For each byte of `utf8` the place of the character it came from, counted in bytes from the start of `range`;
    /// and one more: where the text ends.
    package let sources: [UInt32]
    package let end: LineEnd

    /// The bytes of the body that the bytes `part` of `utf8` came from.
    package func source(of part: Range<Int>) -> Range<ByteOffset> {
        let lower = place(part.lowerBound), upper = place(part.upperBound)
        return lower..<max(lower, upper)
    }

    private func place(_ index: Int) -> ByteOffset {
        range.lowerBound + Int(sources[min(max(index, 0), sources.count - 1)])
    }
}

/// Collects the text of a piece as UTF-8.
struct TextCollector: LineOutput {
    private(set) var utf8: [UInt8] = []
    /// For each byte of `utf8` the place of its character.
    private var places: [UInt32] = []
    /// Where the text ends so far.
    private var end: UInt32 = 0

    /// As in `DecodedLine`.
    var sources: [UInt32] { places + CollectionOfOne(end) }

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        let place = UInt32(truncatingIfNeeded: source)
        end = place &+ UInt32(truncatingIfNeeded: length)
        if scalar.isASCII {
            append(UInt8(truncatingIfNeeded: scalar.value), place)
        } else {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte, place) }
        }
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        append("\u{FFFD}", .text, source: source, length: 1)
    }

    private mutating func append(_ byte: UInt8, _ place: UInt32) {
        utf8.append(byte)
        places.append(place)
    }
}
