/// What charset labels mean.
///
/// Mostly as the Encoding Standard (WHATWG) has it, because that is what servers mean: `iso-8859-1` is
/// windows-1252 there, `shift_jis` is code page 932, `gb2312` is GB 18030. Apart from it: `us-ascii` is UTF-8 here,
/// which shows more of what is wrong with such a body, and any further single-byte charset the C library knows is
/// taken from it. Its multi-byte ones are an allow-list, since the server chooses among them
/// and some of those converters have a history of crashing on bad input.
enum CharsetLabel {
    /// Upper case, without blanks and quotes around it.
    static func normalized(_ label: String) -> String {
        let outer: Set<Character> = [" ", "\t", "\"", "'"]
        var text = Substring(label)
        while let first = text.first, outer.contains(first) { text.removeFirst() }
        while let last = text.last, outer.contains(last) { text.removeLast() }
        return text.uppercased()
    }

    /// nil: no charset known here is called so.
    static func encoding(of label: String) -> Encoding? {
        guard label.utf8.count <= 40, label.utf8.allSatisfy(isPartOfName) else { return nil }
        if let unicode = unicode[label] { return unicode }
        if let name = multiByte[label] {
            return MultiByteDecoder(name, isEscaped: name.hasPrefix("ISO-2022")).map(Encoding.multiByte)
        }
        return SingleByteTable(alias[label] ?? label).map(Encoding.singleByte)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "+"): true
        default: false
        }
    }

    private static let unicode: [String: Encoding] = [
        "UTF-8": .utf8, "UTF8": .utf8, "UNICODE-1-1-UTF-8": .utf8, "US-ASCII": .utf8, "ASCII": .utf8,
        "ANSI_X3.4-1968": .utf8,
        "UTF-16": .utf16(nil), "UTF16": .utf16(nil), "UCS-2": .utf16(nil), "UNICODE": .utf16(nil),
        "ISO-10646-UCS-2": .utf16(nil), "CSUNICODE": .utf16(nil),
        "UTF-16LE": .utf16(.little), "UTF-16BE": .utf16(.big),
        "UTF-32": .utf32(nil), "UTF32": .utf32(nil), "UCS-4": .utf32(nil), "ISO-10646-UCS-4": .utf32(nil),
        "UTF-32LE": .utf32(.little), "UTF-32BE": .utf32(.big),
    ]

    /// Label → the C library's name.
    private static let multiByte: [String: String] = [
        "SHIFT_JIS": "CP932", "SHIFT-JIS": "CP932", "SJIS": "CP932", "X-SJIS": "CP932", "MS_KANJI": "CP932",
        "WINDOWS-31J": "CP932", "CP932": "CP932", "MS932": "CP932", "CSSHIFTJIS": "CP932",
        "EUC-JP": "EUC-JP-MS", "X-EUC-JP": "EUC-JP-MS", "EUCJP": "EUC-JP-MS",
        "ISO-2022-JP": "ISO-2022-JP-3", "CSISO2022JP": "ISO-2022-JP-3",
        "GBK": "GB18030", "GB2312": "GB18030", "GB_2312": "GB18030", "GB_2312-80": "GB18030", "X-GBK": "GB18030",
        "GB18030": "GB18030", "CP936": "GB18030", "EUC-CN": "GB18030",
        "BIG5": "BIG5-HKSCS", "BIG5-HKSCS": "BIG5-HKSCS", "X-X-BIG5": "BIG5-HKSCS", "CN-BIG5": "BIG5-HKSCS",
        "CP950": "CP950",
        "EUC-KR": "UHC", "KS_C_5601-1987": "UHC", "KSC5601": "UHC", "WINDOWS-949": "UHC", "CP949": "UHC", "UHC": "UHC",
        "EUC-TW": "EUC-TW", "JOHAB": "JOHAB",
    ]

    private static let alias: [String: String] = [
        "ISO-8859-1": "CP1252", "ISO8859-1": "CP1252", "ISO_8859-1": "CP1252", "LATIN1": "CP1252", "L1": "CP1252",
        "WINDOWS-1252": "CP1252", "X-CP1252": "CP1252",
        "ISO-8859-9": "CP1254", "LATIN5": "CP1254", "ISO-8859-11": "CP874", "TIS-620": "CP874", "WINDOWS-874": "CP874",
        "ISO-8859-8-I": "ISO-8859-8", "ISO-8859-6-I": "ISO-8859-6",
        "WINDOWS-1250": "CP1250", "WINDOWS-1251": "CP1251", "WINDOWS-1253": "CP1253", "WINDOWS-1254": "CP1254",
        "WINDOWS-1255": "CP1255", "WINDOWS-1256": "CP1256", "WINDOWS-1257": "CP1257", "WINDOWS-1258": "CP1258",
        "X-MAC-ROMAN": "MACINTOSH", "X-MAC-CYRILLIC": "MAC-CYRILLIC",
    ]
}
