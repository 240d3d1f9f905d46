/// How a body's bytes are to be read as characters.
package struct Charset: Sendable, Equatable {
    /// What named it.
    package enum Origin: Sendable, Equatable {
        /// Nothing: UTF-8 it is.
        case assumed
        /// Somebody, here.
        case chosen
        /// The body's byte order mark.
        case mark
        /// The charset parameter of Content-Type.
        case declared
        /// `<meta>` or the XML declaration.
        case markup
        /// The label named no charset that is known here, and UTF-8 stands in for it.
        case unknown(label: String)
    }

    /// As it is called, for people: `UTF-8`, `SHIFT_JIS`.
    package let name: String
    package let origin: Origin
    let encoding: Encoding

    private init(name: String, origin: Origin, encoding: Encoding) {
        self.name = name
        self.origin = origin
        self.encoding = encoding
    }

    /// From the charset parameter of Content-Type; nil means UTF-8, and so does a name not known.
    package init(label: String?) {
        self.init(label: label, from: .declared)
    }

    init(label: String?, from origin: Origin) {
        let label = label.map(CharsetLabel.normalized) ?? ""
        if label.isEmpty {
            self.init(name: "UTF-8", origin: .assumed, encoding: .utf8)
        } else if let encoding = CharsetLabel.encoding(of: label) {
            self.init(name: label, origin: origin, encoding: encoding)
        } else {
            self.init(name: "UTF-8", origin: .unknown(label: label), encoding: .utf8)
        }
    }

    /// The charset that a body's byte order mark tells; nil without one.
    init?(markAtStartOf body: [UInt8]) {
        // That of UTF-32 begins with that of UTF-16.
        guard let (name, encoding, _) = Charset.marks.first(where: { body.starts(with: $0.mark) }) else { return nil }
        self.init(name: name, origin: .mark, encoding: encoding)
    }

    /// Whether the bytes may become a byte order mark once there are more of them.
    static func mayBeginMark(_ body: [UInt8]) -> Bool {
        marks.contains { body.count < $0.mark.count && $0.mark.starts(with: body) }
    }

    /// The encoding takes the byte order from the mark once more, and leaves it out of the text.
    private static let marks: [(name: String, encoding: Encoding, mark: [UInt8])] = [
        ("UTF-8", .utf8, UTF8Decoding.mark),
        ("UTF-32LE", .utf32(nil), [0xFF, 0xFE, 0, 0]), ("UTF-32BE", .utf32(nil), [0, 0, 0xFE, 0xFF]),
        ("UTF-16LE", .utf16(nil), [0xFF, 0xFE]), ("UTF-16BE", .utf16(nil), [0xFE, 0xFF]),
    ]

    /// The label named no charset that is known here.
    package var isFallback: Bool {
        if case .unknown = origin { true } else { false }
    }

    /// Whether a charset is called so.
    package static func isKnown(_ label: String) -> Bool { !Charset(label: label).isFallback }

    /// Whether the body's bytes can be searched as they are, as UTF-8.
    package var isUTF8: Bool {
        if case .utf8 = encoding { true } else { false }
    }

    /// Name and origin in words, for people: `UTF-16LE, by its byte order mark`.
    package var description: String {
        switch origin {
        case .assumed: name
        case .chosen: "\(name), chosen here"
        case .mark: "\(name), by its byte order mark"
        case .declared: "\(name), declared"
        case .markup: "\(name), as the document says"
        case .unknown(let label): "\(name), since \(label) is not known"
        }
    }

    /// They read a body the same way.
    package static func == (left: Charset, right: Charset) -> Bool {
        left.name == right.name && (left.isUTF8 || (left.origin == .mark) == (right.origin == .mark))
    }
}

enum ByteOrder: Sendable {
    case little, big
}

/// The kinds of encoding. All of the state a decoder carries from one line to the next is a `Shift`.
enum Encoding: Sendable {
    case utf8
    /// No order: the body's byte order mark tells, else little-endian, as browsers have it.
    case utf16(ByteOrder?)
    case utf32(ByteOrder?)
    case singleByte(SingleByteTable)
    case multiByte(MultiByteDecoder)

    /// Bytes of a code unit.
    var unit: Int {
        switch self {
        case .utf8, .singleByte, .multiByte: 1
        case .utf16: 2
        case .utf32: 4
        }
    }
}
