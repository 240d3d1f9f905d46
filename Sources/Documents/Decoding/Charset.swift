/// How a body's bytes are to be read as characters.
package struct Charset: Sendable {
    /// As it is called, for people: `UTF-8`, `SHIFT_JIS`.
    package let name: String
    /// The label named no charset that is known here, and UTF-8 stands in for it.
    package let isFallback: Bool
    let encoding: Encoding

    /// From the charset parameter of Content-Type; nil means UTF-8, and so does, as `isFallback`, a name not known.
    package init(label: String?) {
        let label = label.map(CharsetLabel.normalized) ?? ""
        let encoding = label.isEmpty ? .utf8 : CharsetLabel.encoding(of: label)
        self.encoding = encoding ?? .utf8
        isFallback = encoding == nil
        name = label.isEmpty || isFallback ? "UTF-8" : label
    }

    /// Whether the body's bytes can be searched as they are, as UTF-8.
    package var isUTF8: Bool {
        if case .utf8 = encoding { true } else { false }
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
