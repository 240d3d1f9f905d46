/// One header or trailer line exactly as it came, without its line end.
///
/// Bytes, not text: a server may send anything, and what it sent is what is shown.
package struct HeaderField: Sendable, Equatable {
    package let line: [UInt8]

    package init(line: [UInt8]) {
        self.line = line
    }

    /// Everything before the first colon, as sent; the whole line where there is none.
    package var name: ArraySlice<UInt8> {
        line[..<(line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex)]
    }

    /// Everything after the first colon without the blanks around it (RFC 9110 section 5.5).
    package var value: ArraySlice<UInt8> {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return [] }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var value = line[(colon + 1)...]
        value = value.drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        return value
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
        let wanted = name.utf8.map(lowercased)
        let field = fields.last { $0.name.lazy.map(lowercased).elementsEqual(wanted) }
        return field.map { String(decoding: $0.value, as: UTF8.self) }
    }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
