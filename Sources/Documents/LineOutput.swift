package import Screen

/// Takes what a formatter makes of a line. The index pass counts, the draw pass builds cells, and
/// search collects text: all three run the same formatter, so they cannot disagree.
package protocol LineOutput {
    /// Nothing appended from now on would be kept: a formatter need not make any more of this line.
    var isFull: Bool { get }
    /// `role` is what the character is in its view; `source` is the place of its first byte, counted in bytes from the
    /// line's start; `length` is in bytes.
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int)
    /// The same with a look that the text asks for itself.
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, _ look: OwnLook, source: Int, length: Int)
    /// Printable ASCII, blanks included; `source` is the place of the first.
    mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int)
    /// A byte that is no part of a character.
    mutating func append(invalid byte: UInt8, source: Int)
}

extension LineOutput {
    package mutating func append(_ scalar: Unicode.Scalar, _ role: Role, _ look: OwnLook, source: Int, length: Int) {
        append(scalar, role, source: source, length: length)
    }

    package mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int) {
        var index = 0
        while index < run.count && !isFull {
            append(Unicode.Scalar(run[index]), role, source: source + index, length: 1)
            index += 1
        }
    }
}

/// Keeps nothing: a line is only found, never decoded.
struct CountingOutput: LineOutput {
    /// A byte, so that it is somewhere. ThreadSanitizer hears of every change, and of a value without members it is told any place.
    private let place: UInt8 = 0

    var isFull: Bool { true }
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {}
    mutating func append(invalid byte: UInt8, source: Int) {}
}

/// Builds the cells of a line, or of a piece of one.
struct LineBuilder: LineOutput {
    private(set) var text: VisibleText

    init(_ display: CharacterDisplay, startColumn: Int = 0, columnLimit: Int) {
        text = VisibleText(asciiOnly: display.asciiOnly, startColumn: startColumn, columnLimit: columnLimit, tabs: display.tabs)
    }

    var isFull: Bool { text.isFull }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        text.append(scalar, role: role, source: source)
    }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, _ look: OwnLook, source: Int, length: Int) {
        text.append(scalar, role: role, look: look, source: source)
    }

    mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int) {
        text.append(ascii: run, role: role, source: source)
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        text.append(invalid: byte, source: source)
    }
}
