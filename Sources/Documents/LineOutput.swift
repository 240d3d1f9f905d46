package import Screen

/// Takes what a formatter makes of a line. The index pass counts, the draw pass builds cells, and
/// search collects text: all three run the same formatter, so they cannot disagree.
package protocol LineOutput {
    /// Nothing appended from now on would be kept: a formatter need not make any more of this line.
    var isFull: Bool { get }
    /// `role` is what the character is in its view; `source` is the place of its first byte, counted in bytes from the
    /// line's start; `length` is in bytes.
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int)
    /// A byte that is no part of a character.
    mutating func append(invalid byte: UInt8, source: Int)
}

/// Keeps nothing: a line is only found, never decoded.
struct CountingOutput: LineOutput {
    var isFull: Bool { true }
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {}
    mutating func append(invalid byte: UInt8, source: Int) {}
}

/// Builds the cells of a line.
struct LineBuilder: LineOutput {
    private(set) var text: VisibleText

    init(asciiOnly: Bool, columnLimit: Int) {
        text = VisibleText(asciiOnly: asciiOnly, columnLimit: columnLimit)
    }

    var isFull: Bool { text.isFull }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        text.append(scalar, role: role, source: source)
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        text.append(invalid: byte, source: source)
    }
}
