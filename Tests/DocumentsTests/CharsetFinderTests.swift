import Documents
import TestSupport
import Testing

/// What a body is read as, by its head and its first bytes.
@Suite struct CharsetFinderTests {
    static let html = "text/html"
    /// Type, declared charset, beginning, and what it is.
    static let cases: [(type: String?, declared: String?, beginning: String, name: String)] = [
        (html, nil, "<!DOCTYPE html>\n<meta charset=\"iso-8859-2\">", "ISO-8859-2"),
        (html, nil, "<meta charset=koi8-r>", "KOI8-R"),
        (html, nil, "<META  CharSet = 'Shift_JIS' />", "SHIFT_JIS"),
        (html, nil, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">", "WINDOWS-1251"),
        (html, nil, "<meta content='text/html;charset=\"euc-jp\"' http-equiv=content-type>", "EUC-JP"),
        (html, nil, "<meta content='text/html;charset=euc-jp'>", "UTF-8"),
        (html, nil, "<!-- <meta charset=koi8-r> --><meta charset=euc-kr>", "EUC-KR"),
        (html, nil, "<!--><meta charset=euc-kr>", "EUC-KR"),
        (html, nil, "<a title='<meta charset=koi8-r>'><meta charset=euc-kr>", "EUC-KR"),
        (html, nil, "</x a='>'><?y ?><!z><meta charset=euc-kr>", "EUC-KR"),
        (html, nil, "<meta charset=klingon><meta charset=euc-kr>", "UTF-8"),
        (html, nil, "<meta charset=utf-16le>", "UTF-8"),
        (html, nil, "<metadata charset=koi8-r>", "UTF-8"),
        (html, nil, "<meta charset=\"koi8-", "UTF-8"),
        (html, nil, "<meta charset=koi8", "UTF-8"),
        (html, nil, "<meta name=viewport><meta name=x charset='koi8-r'>", "KOI8-R"),
        (html, nil, "< meta charset=koi8-r <<<< <meta charset=big5 >", "BIG5"),
        (html, "iso-8859-1", "<meta charset=koi8-r>", "ISO-8859-1"),
        (html, "klingon", "<meta charset=koi8-r>", "KOI8-R"),
        (html, "klingon", "<p>", "UTF-8"),
        ("text/xml", nil, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "ISO-8859-1"),
        ("application/atom+xml", nil, "<?xml version='1.0' encoding = 'koi8-r' ?>", "KOI8-R"),
        ("text/xml", nil, "<?xml version='1.0'?><a encoding='koi8-r'>", "UTF-8"),
        (nil, nil, "\n<html><meta charset=koi8-r>", "KOI8-R"),
        (nil, nil, "text <meta charset=koi8-r>", "UTF-8"),
        ("text/plain", nil, "<meta charset=koi8-r>", "UTF-8"),
        ("text/plain", "iso-8859-1", "\u{FEFF}a", "UTF-8"),
        ("text/plain", nil, "", "UTF-8"),
        ("application/json", nil, "{\0\"\0", "UTF-16LE"),
        ("application/problem+json", nil, "\0[\0]", "UTF-16BE"),
        ("application/json", nil, "\0\0\0{\0\0\0}", "UTF-32BE"),
        ("text/json", nil, "{\0\0\0}\0\0\0", "UTF-32LE"),
        ("application/json", "utf-8", "{\0\"\0", "UTF-8"),
        ("application/json", nil, "{}", "UTF-8"),
        ("text/plain", nil, "{\0\"\0", "UTF-8"),
    ]

    @Test(arguments: cases) func finds(row: (type: String?, declared: String?, beginning: String, name: String)) {
        let finder = CharsetFinder(type: row.type, declared: row.declared)
        #expect(finder.charset(ofBodyBeginning: Array(row.beginning.utf8)).name == row.name, "\(row.beginning)")
    }

    @Test func `a byte order mark comes before what is declared`() {
        let marks: [([UInt8], String)] = [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE, 0x61, 0], "UTF-16LE"), ([0xFE, 0xFF, 0, 0x61], "UTF-16BE"),
            ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
        ]
        for (bytes, name) in marks {
            let charset = CharsetFinder(type: "text/plain", declared: "koi8-r").charset(ofBodyBeginning: bytes)
            #expect(charset.name == name)
            #expect(charset.origin == .mark)
        }
    }

    @Test func `the mark is no part of the text`() throws {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0]
        let charset = CharsetFinder(declared: "utf-16be").charset(ofBodyBeginning: bytes)
        #expect(Document(try body(bytes), charset: charset).text == ["a", "b"])
    }

    @Test func `XML in UTF-16 without a mark`() {
        let text = Array("<?xml version='1.0'?>".utf16)
        let finder = CharsetFinder(type: "text/xml")
        #expect(finder.charset(ofBodyBeginning: text.flatMap { [UInt8($0), 0] }).name == "UTF-16LE")
        #expect(finder.charset(ofBodyBeginning: text.flatMap { [0, UInt8($0)] }).name == "UTF-16BE")
    }

    @Test func `what is chosen comes first`() {
        let finder = CharsetFinder(chosen: "koi8-r", type: "text/plain", declared: "utf-8")
        #expect(finder.charset(ofBodyBeginning: [0xEF, 0xBB, 0xBF]).name == "KOI8-R")
    }

    @Test func `more bytes are waited for only if they can change it`() {
        #expect(!CharsetFinder(type: "text/plain").isSettled(by: [0xEF, 0xBB]))
        #expect(CharsetFinder(type: "text/plain").isSettled(by: [0x61]))
        #expect(CharsetFinder(declared: "utf-8").isSettled(by: [0x61]))
        #expect(CharsetFinder(chosen: "utf-8").isSettled(by: []))
        #expect(!CharsetFinder(type: Self.html).isSettled(by: [0x61]))
        #expect(CharsetFinder(type: Self.html).isSettled(by: Array(repeating: 0x61, count: 1024)))
        #expect(CharsetFinder(type: Self.html).isSettled(by: Array("<meta charset=koi8-r>".utf8)))
        #expect(!CharsetFinder().isSettled(by: []))
        #expect(CharsetFinder().isSettled(by: [0x61]))
    }

    /// Whatever the bytes are, it ends.
    @Test func `no beginning is too strange`() {
        let pieces = ["<", "meta", " ", "charset", "=", "\"", "'", ">", "/", "!--", "-->", "<?xml", "?>", "a", "\0", "é"]
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
            _ = CharsetFinder(type: Self.html).charset(ofBodyBeginning: Array(text.utf8.prefix(1024)))
        }
    }
}
