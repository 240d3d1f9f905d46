import Bodies
import Documents
import Glibc
import TestSupport
import Testing

/// Odd and broken XML and HTML, of the kinds that the suites of XML parsers are made of, written anew: what is right has no fault, and
/// what is not is shown as it came from no later than where a parser stops.
@Suite struct MarkupCorpusTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func lines(_ bytes: [UInt8], _ label: String? = nil) throws -> [String] {
        Document(try body(bytes), charset: Charset(label: label), view: .xml).allLines.map(\.text)
    }

    private func lines(_ text: String) throws -> [String] { try lines(Array(text.utf8)) }

    static let right = [
        "<a/>", "<a></a>", "<a />", "<a\n/>", "<a\t></a\n>", " \n<a/>\n", "<a>\r\n</a>", "<a b='' c=\"\"/>", "<a b='\"' c=\"'\"/>",
        "<a b = '1'/>", "<a b='&lt;&#38;&#x26;'/>", "<a b='>'/>", "<a>]]&gt;</a>", "<a>&#x10FFFF;</a>", "<a>é語😀</a>",
        "<é/>", "<_a/>", "<a:b xmlns:a='u'/>", "<a.b-c1/>", "<?xml version='1.0'?><a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>",
        "<?p?><a/>", "<?p d > e?><a/>", "<a><?p <b> ?></a>", "<a/><?p?>", "<!-- c --><a/>", "<!----><a/>", "<a/><!-- - - c -->",
        "<a><!-- <b> </c> --></a>", "<a><!-- -> --></a>", "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
        "<!DOCTYPE a PUBLIC \"-//X\" \"a.dtd\"><a/>", "<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA '1'> <!ENTITY e 'x'>]><a>&e;</a>", "<!DOCTYPE a [\n<?p?>\n<!-- c -->\n]><a/>",
        "<a><![CDATA[]]></a>",
        "<a><![CDATA[<b>&]] ]>]]></a>", "<a><![CDATA[a]]><![CDATA[b]]></a>", "<a><b/><b></b>t<b/></a>", "<a> <b> </b> </a>",
        "<a>\n\n\n<b/>\n\n</a>", "<a><b><c><d/></c></b></a>", "<a>x<b>y</b>z</a>", "<a b='1' b2='2'\n   c='3'/>", "\u{FEFF}<a/>",
    ]

    @Test(arguments: right) func `what is right has no fault`(_ text: String) throws {
        let lines = try lines(text)
        #expect(!lines.contains { $0.contains(" at byte ") }, "\(lines)")
        // No byte but white space between markup is lost or new.
        let written = lines.joined().filter { !$0.isWhitespace }
        #expect(written == text.filter { !$0.isWhitespace && $0 != "\u{FEFF}" })
    }

    /// With the place where a parser of XML stops.
    static let wrong: [(String, Int)] = [
        ("<a></b>", 3), ("<a><b></a>", 6), ("</a>", 0), ("<a/></a>", 4), ("<a><b></c></b></a>", 6), ("text<a/>", 0), ("<a/>text", 4),
        ("<a/>\n&amp;", 5), ("<a><1/></a>", 3), ("<a>< b/></a>", 3), ("<a><></></a>", 3), ("<a b=1/>", 5), ("<a b=c d='e'/>", 5),
        ("<a <b/>", 3), ("<a b='1' <c/>", 9), ("<a><\u{1}/></a>", 3), ("<r>\n  <a>\n  </b>\n</r>", 12), ("<A></a>", 3),
        ("<a/><![CDATA[x]]>", 4),
    ]

    @Test(arguments: wrong) func `a fault is told with its place, and the rest shown as it came`(_ text: String, _ place: Int) throws {
        let lines = try lines(text)
        let fault = try #require(lines.first { $0.contains(" at byte ") }, "\(lines)")
        #expect(fault.contains(" at byte \(place): "))
        let rest = String(decoding: Array(text.utf8)[place...], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let shown =
            [String(fault.split(separator: "at byte \(place): ", omittingEmptySubsequences: false).last ?? "")]
            + lines.suffix(rest.count - 1)
        #expect(shown == rest.map { String($0.replacing("\u{1}", with: "^A")) })
    }

    @Test func `the place counts bytes of the body, in whatever charset`() throws {
        let text = "<a>é</b>"
        #expect(
            try lines(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "utf-16le") == [
                "<a>éan end without its beginning at byte 8: </b>"
            ])
        #expect(try lines("<a b='1\n2'/>") == ["<a b='1^J2'/>"])
        #expect(try lines(text) == ["<a>éan end without its beginning at byte 5: </b>"])
    }

    /// What ends anywhere is not wrong but unfinished, and everything that came is there.
    @Test func `what is cut off has no fault and lacks nothing`() throws {
        for text in MarkupCorpusTests.right {
            let bytes = Array(text.utf8)
            for end in bytes.indices where String(validating: bytes[..<end], as: UTF8.self) != nil {
                let part = String(decoding: bytes[..<end], as: UTF8.self)
                let lines = try lines(part)
                #expect(lines.joined().filter { !$0.isWhitespace } == part.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }, "\(part)")
            }
        }
    }

    static let html = [
        "<!doctype html><p>a<p>b<br>c", "<html><body bgcolor=red class=a></body>",
        "<html><input disabled><hr><img src=a.png alt=''></html>",
        "<html>a < b && c > d</html>", "<html><script>if (a < b && c) { '</p>' }</script></html>",
        "<html><style>a > b { content: '<' }</style></html>", "<html></nothing><p></p></p></html>", "<html><b><i>x</b></i></html>",
        "<html><table><tr><td>1<td>2<tr><td>3</table>", "<!DOCTYPE html><title>x</title><p>&nbsp;&bogus;&</p>", "<html><a href='x>y'>z</a>",
        "<html><textarea><p>no</textarea></html>", "<html><!-- a -- b --></html>", "<html><p a=1 a=2 b='' =c></p></html>",
        "<html><1>x</1></html>", "<html><svg><path d='M0 0'/></svg></html>",
    ]

    @Test(arguments: html) func `HTML of any kind has no fault and lacks nothing`(_ text: String) throws {
        let lines = try lines(text)
        #expect(!lines.contains { $0.contains(" at byte ") }, "\(lines)")
        #expect(lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }
}
