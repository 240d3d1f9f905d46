internal import Bytes

/// The parts of a multipart/form-data body (RFC 7578) as it was sent; what is cut off is the last part as far as it goes.
package struct FormParts: Sendable {
    package struct Part: Sendable, Equatable {
        package var name: String
        /// nil for a plain field.
        package var fileName: String?
        package var contentType: String?
        package var content: [UInt8]
        /// Its end was there.
        package var isWhole: Bool
    }

    /// In order.
    package let parts: [Part]

    /// `type` is the request's Content-Type; nil if that is another kind, or names no boundary.
    package init?(_ bytes: [UInt8], type: MediaType) {
        guard type.essence == "multipart/form-data",
            let boundary = type.parameters.first(where: { $0.name == "boundary" })?.value, !boundary.isEmpty
        else { return nil }
        // The line break before it belongs to it (RFC 2046, 5.1.1).
        let delimiter = Array("\r\n--\(boundary)".utf8)
        var parts: [Part] = []
        var rest = ([0x0D, 0x0A] + bytes)[...]
        guard let first = FormParts.place(of: delimiter, in: rest) else { return nil }
        rest = rest[(first + delimiter.count)...]
        while !rest.starts(with: "--".utf8), !rest.isEmpty {
            let end = FormParts.place(of: delimiter, in: rest)
            parts.append(Part(rest[..<(end ?? rest.endIndex)].drop { $0 != 0x0A }.dropFirst(), isWhole: end != nil))
            guard let end else { break }
            rest = rest[(end + delimiter.count)...]
        }
        self.parts = parts
    }

    private static func place(of delimiter: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let next = rest.firstIndex(of: 0x0D) {
            rest = rest[next...]
            if rest.starts(with: delimiter) { return next }
            rest = rest.dropFirst()
        }
        return nil
    }
}

extension FormParts.Part {
    /// Fields, an empty line, and the content.
    fileprivate init(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
        var fields: [HeaderField] = []
        var rest = bytes
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0A }
            rest = rest[line.endIndex...].dropFirst()
            let text = line.last == 0x0D ? line.dropLast() : line
            if text.isEmpty { break }
            fields.append(HeaderField(line: Array(text)))
        }
        let head = HeaderFields(fields)
        let disposition = head["content-disposition"].map(MediaType.init)?.parameters ?? []
        name = disposition.first { $0.name == "name" }?.value ?? ""
        fileName = disposition.first { $0.name == "filename" }?.value
        contentType = head["content-type"]
        content = Array(rest)
        self.isWhole = isWhole
    }
}
