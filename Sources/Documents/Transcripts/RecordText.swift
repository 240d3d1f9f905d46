internal import Bytes

/// A part of a body that holds records, in memory: as it is, or decoded.
struct RecordText {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Nothing of the record follows.
    let isFinal: Bool
    /// Where the first byte stands in the line that is made, and in the body.
    let source: Int, offset: Int
    /// More of it is not looked at, if there is more.
    var isLimited = false
    /// How many bytes of a group of three have come before, if they were decoded from base64.
    var phase: Int?

    /// Where a byte comes from, counted in bytes from the line's start.
    func source(_ place: Int) -> Int { source + distance(place) }

    func offset(_ place: Int) -> Int { offset + distance(place) }

    /// How many bytes from `place` on are printable ASCII and mean nothing in a string but themselves; none past the longest piece, and
    /// none where they do not stand in the body as they are.
    func plainCount(at place: Int) -> Int {
        guard phase == nil else { return 0 }
        let most = min(bytes.count, place + TranscriptFormatter.longestPiece - source(place))
        var end = place
        while end < most, RecordText.isPlain[Int(bytes[end])] { end += 1 }
        return end - place
    }

    private static let isPlain: [Bool] = (0..<256).map { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }

    private func distance(_ place: Int) -> Int {
        phase.map { (place + $0) * 4 / 3 - $0 * 4 / 3 } ?? place
    }
}

extension RecordText {
    enum Character {
        case scalar(Unicode.Scalar, Int)
        case invalid
        /// Bytes that stand for no character.
        case nothing(Int)
        /// The quote that ends the string.
        case end
        case needsMore
    }

    /// What is at a place within a string.
    func character(at place: Int) -> Character {
        let byte = bytes[place]
        if byte == JSONByte.quote { return .end }
        if byte == JSONByte.backslash { return escape(at: place) }
        if byte < 0x80 { return .scalar(Unicode.Scalar(byte), 1) }
        switch UTF8Scan.next(in: bytes, at: place) {
        case .scalar(let scalar, let length): return .scalar(scalar, length)
        case .incomplete where !isFinal: return .needsMore
        case .invalid, .incomplete: return .invalid
        }
    }

    private func escape(at place: Int) -> Character {
        guard place + 1 < bytes.count else { return isFinal ? .nothing(1) : .needsMore }
        let isUnit = bytes[place + 1] == UInt8(ascii: "u")
        let found = JSONString.escape(in: bytes, at: place)
        guard let (scalar, length) = found ?? (isUnit ? nil : (Unicode.Scalar(bytes[place + 1]), 2)) else {
            guard bytes.count < place + 6 else { return .nothing(2) }
            return isFinal ? .nothing(bytes.count - place) : .needsMore
        }
        // The other half of a character may be on its way.
        let isHalf = scalar == "\u{FFFD}" && bytes.count < place + 12
        if isHalf, !isFinal, !bytes[(place + 6)...].contains(JSONByte.quote) { return .needsMore }
        return .scalar(scalar, length)
    }
}
