internal import Bytes

/// What HTML and XML say of their charset: the prescan of the HTML Standard (13.2.3.2), which finds `<meta charset>`,
/// `<meta http-equiv=content-type>` and the XML declaration, all in bytes that are ASCII whatever the charset is.
struct MarkupCharset {
    private let bytes: [UInt8]
    private var index = 0

    /// The label of the charset; nil if there is none in those bytes. What they cut off does not count.
    static func label(in bytes: some Sequence<UInt8>) -> String? {
        var scan = MarkupCharset(bytes: Array(bytes))
        guard let label = scan.wideDeclaration ?? scan.meta() ?? scan.declaration else { return nil }
        let text = String(decoding: label, as: UTF8.self)
        // It was read as ASCII: so it is not that.
        return text.lowercased().hasPrefix("utf-16") && scan.wideDeclaration == nil ? "utf-8" : text
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: XML

    /// `<?xml` in UTF-16 without a byte order mark (XML 1.0, appendix F).
    private var wideDeclaration: [UInt8]? {
        let start = Array("<?x".utf8)
        if bytes.starts(with: start.flatMap { [$0, 0] }) { return Array("utf-16le".utf8) }
        return bytes.starts(with: start.flatMap { [0, $0] }) ? Array("utf-16be".utf8) : nil
    }

    /// `encoding` in `<?xml … ?>`.
    private var declaration: [UInt8]? {
        guard bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return Self.value(after: "encoding", in: bytes[..<end], allowsUnquoted: false)
    }

    // MARK: HTML

    private mutating func meta() -> [UInt8]? {
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            if starts(with: "!--") {
                // `<!-->` is a whole comment.
                index += 1
                guard skip(past: "-->") else { return nil }
            } else if starts(with: "meta"), index + 4 < bytes.count, Self.endsName(bytes[index + 4]) {
                index += 4
                if let label = metaCharset() { return label }
            } else if bytes[index...].drop(while: { $0 == UInt8(ascii: "/") }).first?.isLetter == true {
                while let byte = next, !Self.isBlank(byte), byte != UInt8(ascii: ">") { index += 1 }
                while attribute() != nil {}
            } else if let byte = next, "!/?".utf8.contains(byte) {
                guard skip(past: ">") else { return nil }
            }
        }
        return nil
    }

    /// From the attributes of a `<meta>`.
    private mutating func metaCharset() -> [UInt8]? {
        var seen: Set<[UInt8]> = []
        var charset: [UInt8]?
        var isContentType = false
        var needsContentType = false
        while let (name, value) = attribute() {
            guard seen.insert(name).inserted else { continue }
            switch String(decoding: name, as: UTF8.self) {
            case "http-equiv": isContentType = value.equalsIgnoringCase("content-type")
            case "content" where charset == nil:
                charset = Self.value(after: "charset", in: value[...], allowsUnquoted: true)
                needsContentType = charset != nil
            case "charset":
                charset = value
                needsContentType = false
            default: break
            }
        }
        guard index < bytes.count, !needsContentType || isContentType, charset?.isEmpty == false else { return nil }
        return charset
    }

    /// The next attribute of a tag, its name in lower case; nil at the tag's end, and at the end of the bytes.
    private mutating func attribute() -> (name: [UInt8], value: [UInt8])? {
        while let byte = next, Self.isBlank(byte) || byte == UInt8(ascii: "/") { index += 1 }
        guard let first = next, first != UInt8(ascii: ">") else { return nil }
        var name: [UInt8] = []
        while let byte = next, !Self.endsName(byte), byte != UInt8(ascii: "=") || name.isEmpty {
            name.append(byte | (byte.isLetter ? 0x20 : 0))
            index += 1
        }
        while let byte = next, Self.isBlank(byte) { index += 1 }
        guard next == UInt8(ascii: "=") else { return next == nil ? nil : (name, []) }
        index += 1
        while let byte = next, Self.isBlank(byte) { index += 1 }
        guard let start = next else { return nil }
        if start == UInt8(ascii: "\"") || start == UInt8(ascii: "'") {
            guard let end = bytes[(index + 1)...].firstIndex(of: start) else {
                index = bytes.count
                return nil
            }
            defer { index = end + 1 }
            return (name, Array(bytes[(index + 1)..<end]))
        }
        let begun = index
        while let byte = next, !Self.isBlank(byte), byte != UInt8(ascii: ">") { index += 1 }
        return next == nil ? nil : (name, Array(bytes[begun..<index]))
    }

    /// `name = value` in a text: quoted, or if that is allowed up to a blank or a semicolon.
    private static func value(after name: String, in text: ArraySlice<UInt8>, allowsUnquoted: Bool) -> [UInt8]? {
        var rest = text
        let length = name.utf8.count
        while rest.count > length {
            guard rest.prefix(length).equalsIgnoringCase(name) else {
                rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(length).drop(while: isBlank)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop(while: isBlank)
            guard let quote = rest.first else { return nil }
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
                return Array(rest[(rest.startIndex + 1)..<end])
            }
            return allowsUnquoted ? Array(rest.prefix { !isBlank($0) && $0 != UInt8(ascii: ";") }) : nil
        }
        return nil
    }

    // MARK: Bytes

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func starts(with text: String) -> Bool {
        bytes[index...].prefix(text.utf8.count).equalsIgnoringCase(text)
    }

    private mutating func skip(past text: String) -> Bool {
        let text = Array(text.utf8)
        while index + text.count <= bytes.count {
            if bytes[index...].starts(with: text) {
                index += text.count
                return true
            }
            index += 1
        }
        index = bytes.count
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }
}
