package import Bodies
internal import Screen

extension ViewKind {
    package static let hex = ViewKind(
        name: "hex", summary: "the bytes, sixteen a line: offset, hexadecimal, ASCII",
        fits: { type, beginning in HexFormatter.hasZeros(beginning) || HexFormatter.isBinary(type) ? 1 : 0 },
        formatter: { _ in .hex(HexFormatter()) })
}

/// The bytes of a body, laid out as `hexdump -C` does: the offset, sixteen bytes in two groups of eight, and what of them is
/// printable ASCII.
///
/// `00000010  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0a 00 ff  |Hello, world!...|`
package struct HexFormatter: LineFormatter {
    private static let bytesInLine = 16
    private static let digits = Array("0123456789abcdef".unicodeScalars)

    /// Lines are counted and not looked for; what takes time is a checkpoint each 64 KiB.
    var bytesPerStep: Int { 4 << 30 }

    package func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let start = input.offset.bytes
        let bytes = Array(input.window(atLeast: HexFormatter.bytesInLine).prefix(HexFormatter.bytesInLine))
        if !output.isFull { HexFormatter.write(bytes, at: start, to: &output) }
        input.advance(by: bytes.count)
        return bytes.count == HexFormatter.bytesInLine || input.snapshot.isComplete ? .newline : .starved
    }

    package func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        let size = HexFormatter.bytesInLine
        let begun = max(0, end - input.offset + size - 1) / size
        let rest = input.snapshot.end - input.offset
        // A short last row is finished once the body is.
        let count = min(limit, begun, (input.snapshot.isComplete ? rest + size - 1 : rest) / size)
        input.advance(by: count * size)
        return count
    }

    private static func write(_ bytes: [UInt8], at offset: Int, to output: inout some LineOutput) {
        func put(_ text: some Sequence<Unicode.Scalar>, _ role: Role, of index: Int) {
            for scalar in text { output.append(scalar, role, source: index, length: 1) }
        }
        let width = max(8, (64 - offset.leadingZeroBitCount + 3) / 4)
        put((0..<width).reversed().map { digits[offset >> ($0 * 4) & 0xF] }, .gutter, of: 0)
        put("  ".unicodeScalars, .gutter, of: 0)
        for (index, byte) in bytes.enumerated() {
            // The blank before a byte goes with the byte before it, so that a match of several is one piece.
            if index > 0 { put((index == bytesInLine / 2 ? "  " : " ").unicodeScalars, .text, of: index - 1) }
            put([digits[Int(byte >> 4)], digits[Int(byte & 0xF)]], byte == 0 ? .dim : .text, of: index)
        }
        let missing = bytesInLine - bytes.count
        let padding = 3 * missing + (missing >= bytesInLine / 2 ? 1 : 0)
        put((String(repeating: " ", count: padding) + "  |").unicodeScalars, .gutter, of: bytes.count - 1)
        for (index, byte) in bytes.enumerated() {
            let isPrintable = (0x20..<0x7F).contains(byte)
            put([isPrintable ? Unicode.Scalar(byte) : "."], isPrintable ? .text : .dim, of: index)
        }
        put("|".unicodeScalars, .gutter, of: bytes.count - 1)
    }

    /// A text has none, unless its byte order mark says that its characters are wide.
    fileprivate static func hasZeros(_ beginning: [UInt8]) -> Bool {
        beginning.contains(0) && Charset(markAtStartOf: beginning) == nil
    }

    /// Types whose bodies are no text.
    fileprivate static func isBinary(_ type: String?) -> Bool {
        guard let type = type?.lowercased() else { return false }
        if type.hasPrefix("image/svg") { return false }
        return ["image/", "audio/", "video/", "font/"].contains { type.hasPrefix($0) }
            || ["application/octet-stream", "application/pdf", "application/wasm", "application/protobuf", "application/x-protobuf"]
                .contains { type.hasPrefix($0) }
            || ["zip", "x-tar", "zstd", "brotli"].contains { type.hasPrefix("application/") && type.contains($0) }
    }
}
