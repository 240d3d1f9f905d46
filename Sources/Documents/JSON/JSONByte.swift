/// What a byte is between the tokens of a JSON text.
enum JSONByte {
    enum Kind: UInt8, Sendable {
        case scalar, space, open, close, comma, colon, quote, slash, separator

        /// It goes on with a number or a word that has begun.
        func isScalar(isSequence: Bool) -> Bool { self == .scalar || self == .separator && !isSequence }
    }

    static let newline = UInt8(ascii: "\n")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backslash = UInt8(ascii: "\\")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let openObject = UInt8(ascii: "{")
    static let closeObject = UInt8(ascii: "}")
    static let openArray = UInt8(ascii: "[")
    static let closeArray = UInt8(ascii: "]")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let closeCall = UInt8(ascii: ")")
    static let separator: UInt8 = 0x1E

    static func kind(of byte: UInt8) -> Kind {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: .space
        case openObject, openArray: .open
        case closeObject, closeArray: .close
        case comma: .comma
        case colon: .colon
        case quote: .quote
        case slash: .slash
        case separator: .separator
        default: .scalar
        }
    }

    /// Of a name that needs no quotes in a path.
    static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    /// Outside of all containers nothing but a value is taken for one: a page of words is no list of records.
    static func beginsRecord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), apostrophe: true
        // true, false, null, NaN, Infinity, and how Python writes some of them
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "T"),
            UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
