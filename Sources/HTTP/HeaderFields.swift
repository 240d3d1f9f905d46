internal import Bytes

/// One header or trailer line exactly as it came, without its line end.
///
/// Bytes, not text: a server may send anything, and what it sent is what is shown.
package struct HeaderField: Sendable, Equatable {
    package let line: [UInt8]

    package init(line: [UInt8]) {
        self.line = line
    }

    /// Everything before the first colon, as sent; the whole line if there is none.
    package var name: ArraySlice<UInt8> {
        line[..<(line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex)]
    }

    /// Everything after the first colon without the blanks around it (RFC 9110 section 5.5).
    package var value: ArraySlice<UInt8> {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return [] }
        return line[(colon + 1)...].trimmed()
    }
}

/// Fields in the order received, duplicates kept.
package struct HeaderFields: Sendable, Equatable {
    package var fields: [HeaderField]

    package init(_ fields: [HeaderField] = []) {
        self.fields = fields
    }

    /// The value of the last field of that name, compared without case (RFC 9110 section 5.1), as UTF-8
    /// with invalid bytes replaced: for decisions (charset, length), never for display.
    package subscript(name: String) -> String? {
        let field = fields.last { $0.name.equalsIgnoringCase(name) }
        return field.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
