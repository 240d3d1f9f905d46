internal import Screen

/// A piece of a body as UTF-8, and where each byte of it comes from.
///
/// The bytes are lent by whoever made it.
struct UTF8Text {
    let utf8: UnsafeBufferPointer<UInt8>
    /// For each byte of `utf8`, and for its end, a place counted in bytes from the piece's start; nil where they are the same.
    let sources: [Int]?
    /// The places in `utf8` of the U+FFFD that stand for bytes that are no characters, and those bytes.
    let invalid: [Int: UInt8]
    /// Where in `utf8` something is left out before a character, as an escape sequence is, and where the character before it ends.
    let gaps: [Int: Int]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        utf8 = bytes
        sources = nil
        invalid = [:]
        gaps = [:]
    }

    init(_ decoded: UTF8Collector, _ bytes: UnsafeBufferPointer<UInt8>) {
        utf8 = bytes
        sources = decoded.sources
        invalid = decoded.invalid
        gaps = decoded.gaps
    }

    /// The beginning of a text.
    init(_ text: UTF8Text, upTo end: Int) {
        utf8 = UnsafeBufferPointer(rebasing: text.utf8[..<end])
        sources = text.sources.map { Array($0[...end]) }
        invalid = text.invalid
        gaps = text.gaps
    }

    func source(_ place: Int) -> Int { sources?[place] ?? place }

    /// Where what stands before a place ends, whatever follows it.
    func end(before place: Int) -> Int { gaps[place] ?? source(place) }

    /// The bytes of the body that the `count` bytes at `place` come from.
    func length(_ place: Int, _ count: Int) -> Int {
        guard let sources else { return count }
        return sources[min(place + count, sources.count - 1)] - sources[place]
    }
}

/// Collects a text in another charset as UTF-8.
struct UTF8Collector: LineOutput {
    private(set) var utf8: [UInt8] = []
    private(set) var sources: [Int] = []
    private(set) var invalid: [Int: UInt8] = [:]
    private(set) var gaps: [Int: Int] = [:]
    private var end = 0

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        if source > end, !utf8.isEmpty { gaps[utf8.count] = end }
        end = source + length
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            utf8.append(byte)
            sources.append(source)
        }
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        invalid[utf8.count] = byte
        append("\u{FFFD}", .text, source: source, length: 1)
    }

    /// Nothing follows.
    mutating func finish() { sources.append(end) }
}

extension Encoding {
    /// `isFinal`: what is cut off at the end is no character.
    func withText<Value>(
        _ window: UnsafeBufferPointer<UInt8>, from start: Int, _ shift: Shift, isFinal: Bool, _ body: (UTF8Text) -> Value
    ) -> Value {
        if case .utf8 = self { return body(UTF8Text(window)) }
        var decoded = UTF8Collector()
        decode(window, from: start, shift, isFinal: isFinal, to: &decoded)
        decoded.finish()
        return decoded.utf8.withUnsafeBufferPointer { body(UTF8Text(decoded, $0)) }
    }
}
