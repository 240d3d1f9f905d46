internal import Screen

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
