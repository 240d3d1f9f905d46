/// Bytes as the characters of ASCII. A byte above 7F is none of these.
extension UInt8 {
    /// A space or a tab: what stands between the words of a header field (RFC 9110 section 5.6.3).
    @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// What `isspace` knows in the C locale: space, tab, line feed, vertical tab, form feed, carriage return.
    @inlinable package var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    @inlinable package var isDigit: Bool { (0x30...0x39).contains(self) }

    @inlinable package var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }

    @inlinable package var isCapital: Bool { (0x41...0x5A).contains(self) }

    /// The digit's value; nil if it is none.
    @inlinable package var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) - 0x57
        default: nil
        }
    }

    /// A capital letter as a small one; everything else as it is.
    @inlinable package var lowercased: UInt8 { isCapital ? self | 0x20 : self }
}

extension Sequence<UInt8> {
    /// Whether it is `other` without regard to the case of ASCII's letters, as names in HTTP are compared (RFC 9110 section 5.1).
    package func equalsIgnoringCase(_ other: String) -> Bool {
        lazy.map(\.lowercased).elementsEqual(other.utf8.lazy.map(\.lowercased))
    }
}

extension BidirectionalCollection<UInt8> {
    /// Without the bytes at both ends for which `isOutside` says so.
    package func trimmed(_ isOutside: (UInt8) -> Bool = \.isBlank) -> SubSequence {
        let start = drop(while: isOutside)
        guard let last = start.lastIndex(where: { !isOutside($0) }) else { return start }
        return start[...last]
    }
}
