internal import Screen

/// Keeps nothing: a line is only found, never decoded.
struct CountingOutput: LineOutput {
    var isFull: Bool { true }
    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {}
    mutating func append(invalid byte: UInt8, source: Int) {}
}
