import Bytes
import Testing

@Suite struct JSONStringTests {
    @Test(arguments: [
        ("", #""""#), ("plain é 🦊 /", #""plain é 🦊 /""#), ("\"\\", #""\"\\""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\u{1}\u{1F}\u{8}\u{C}\n\r\t\"\\é/", #""\u0001\u001f\b\f\n\r\t\"\\é/""#), ("a\0b\u{1F}", ##""a\u0000b\u001f""##),
        ("\u{7F}\u{9B}\u{202E}", "\"\u{7F}\u{9B}\u{202E}\""),
    ])
    func `what must be escaped is, and nothing else`(_ text: String, _ expected: String) {
        #expect(JSONString.quoted(text) == expected)
    }

    @Test func `harmless is what does nothing on a terminal`() {
        let text = "a\u{1B}\u{7F}\u{9B}\u{202E}\u{200B}\u{2067}\u{2028}\u{FEFF}\u{61C}\"\\é€🦊ÿ؀ﬁ\u{AD}"
        let expected = #""a\u001b\u007f\u009b\u202e\u200b\u2067\u2028\ufeff\u061c\"\\é€🦊ÿ؀ﬁ"# + "\u{AD}\""
        #expect(JSONString.quoted(text.utf8, .harmless) == Array(expected.utf8))
    }

    @Test(arguments: [JSONString.Escaping.required, .harmless])
    func `bytes that are no UTF-8 stay`(_ escaping: JSONString.Escaping) {
        let bytes: [UInt8] = [0x61, 0xC2, 0xFF, 0xE2, 0x80, 0x22, 0xEF, 0xBB]
        #expect(JSONString.quoted(bytes, escaping) == [0x22, 0x61, 0xC2, 0xFF, 0xE2, 0x80, 0x5C, 0x22, 0xEF, 0xBB, 0x22])
    }
}

@Suite struct JSONStringReadingTests {
    @Test(
        arguments: [
            (#""a""#, "a"), (#""\n\t\"\\\/""#, "\n\t\"\\/"), (#""Zw\u00f6lf""#, "Zwölf"), (#""\ud83d\ude00!""#, "😀!"),
            (#""\ud83d!""#, "\u{FFFD}!"),
            (#""\x\u12""#, #"\x\u12"#), ("\"open", "open"), ("plain", "plain"), ("\"", ""), (#""\""#, "\""), ("", ""),
            (#""\uFFFF\u0041""#, "\u{FFFF}A"),
        ]) func `a string is what its escapes mean`(text: String, meaning: String)
    {
        #expect(String(decoding: JSONString.unescaped(Array(text.utf8)), as: UTF8.self) == meaning)
    }

    @Test func `each byte knows where it comes from`() {
        let (utf8, places) = JSONString.unescapedWithPlaces(Array(#""a\n\u00e9b""#.utf8))
        #expect(utf8 == Array("a\né".utf8) + [UInt8(ascii: "b")])
        #expect(places == [1, 2, 4, 4, 10])
    }
}
