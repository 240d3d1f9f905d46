internal import Bytes

/// One header or trailer line exactly as it came, without its line end.
///
/// Bytes, not text: a server may send anything, and what it sent is what is shown.
package struct HeaderField: Sendable, Equatable {
    package let line: [UInt8]

    package init(line: [UInt8]) {
        self.line = line
    }

    /// It goes on what the line before it began.
    fileprivate var isContinuation: Bool { line.first == 0x20 || line.first == 0x09 }

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

    /// The same with a field that was folded over several lines in one, a blank in place of each line end (RFC 9112 section
    /// 5.2): a line that begins with a blank belongs to the field before it.
    package var unfolded: [HeaderField] {
        guard fields.contains(where: \.isContinuation) else { return fields }
        var unfolded: [HeaderField] = []
        for field in fields {
            if field.isContinuation, let last = unfolded.popLast() {
                unfolded.append(HeaderField(line: last.line.trimmed() + [0x20] + field.line.trimmed()))
            } else {
                unfolded.append(field)
            }
        }
        return unfolded
    }

    /// The value of the last field of that name, compared without case (RFC 9110 section 5.1), as UTF-8
    /// with invalid bytes replaced: for decisions (charset, length), never for display.
    package subscript(name: String) -> String? {
        let field = unfolded.last { $0.name.equalsIgnoringCase(name) }
        return field.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
