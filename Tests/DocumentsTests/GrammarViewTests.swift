import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// The views that are made by grammars, each on bodies written out by hand.
@Suite struct GrammarViewTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func lines(_ text: String, _ view: ViewKind, _ label: String? = nil) throws -> [String] {
        try lines(Array(text.utf8), view, label)
    }

    private func lines(_ bytes: [UInt8], _ view: ViewKind, _ label: String? = nil) throws -> [String] {
        Document(try body(bytes), charset: Charset(label: label), view: view).allLines.map(\.text)
    }

    // MARK: form

    @Test func `a form has a decoded field a line`() throws {
        #expect(
            try lines("name=A+curlew&b%5B%5D=%C3%A9%0A&&empty=&flag&x=1=2\n", .form) == [
                "name = A curlew", "b[] = é^J", "", "empty = ", "flag", "x = 1=2",
            ])
        let broken = try Document(body(Array("a=%zz%4".utf8)), view: .form).allLines
        #expect(broken.map(\.text) == ["a = %zz%4"])
        #expect(broken[0].cells.filter { $0.role == .error }.map(\.scalar) == ["%", "%"])
    }

    @Test func `a form in UTF-16 is one as well`() throws {
        #expect(try lines("a=%41&b=1".utf8.flatMap { [$0, 0] }, .form, "utf-16le") == ["a = A", "b = 1"])
    }

    // MARK: csv

    @Test func `records have a line each, whatever stands in quotes`() throws {
        #expect(
            try lines("id,name\r\n1,\"a, \"\"b\"\"\"\r\n2,\"two\nlines\"\n3,x\"y\n", .csv) == [
                "id | name", "1 | a, \"b\"", "2 | two\\nlines", "3 | x\"y",
            ])
        #expect(try lines("a;b,c;d\n1;2;3", .csv) == ["a | b,c | d", "1 | 2 | 3"])
        #expect(try lines("a\tb\n\"1\t2\"\n", .csv) == ["a | b", "\"1 | 2\""])
    }

    // MARK: multipart

    @Test func `parts show their heads and their text, and what is no text in a word`() throws {
        let text =
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--b\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\u{0}\n--bx\r\n--b--\r\nrest"
        #expect(
            try lines(text, .multipart) == [
                "--b", "Content-Disposition: form-data; name=\"a\"", "", "value", "--b", "Content-Type: image/png", "Content-Length: 4", "",
                "(image/png, 4 bytes)", "--b--", "rest",
            ])
    }

    @Test func `a camera's pictures are a line each, however long`() throws {
        let picture = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let part = Array("--frame\r\nContent-Type: image/jpeg\r\n\r\n".utf8) + picture + Array("\r\n".utf8)
        #expect(
            try lines(part + part, .multipart) == [
                "--frame", "Content-Type: image/jpeg", "", "(image/jpeg)", "--frame", "Content-Type: image/jpeg", "", "(image/jpeg)",
            ])
    }

    @Test func `parts of a part are laid out as well`() throws {
        let text = """
            --a\r
            Content-Type: multipart/related;\r
             boundary=a-1\r
            \r
            a word before\r
            --a-1\r
            Content-Type: text/plain\r
            \r
            one\r
            --a-1\r
            Content-Type: multipart/mixed\r
            \r
            --x\r
            Content-Type: image/png\r
            \r
            \u{1}\r
            --x--\r
            after x\r
            --a-1--\r
            --a\r
            \r
            two\r
            --a-1\r
            --a--\r
            rest
            """
        #expect(
            try lines(text, .multipart) == [
                "--a", "Content-Type: multipart/related;", " boundary=a-1", "", "a word before", "--a-1", "Content-Type: text/plain", "",
                "one", "--a-1", "Content-Type: multipart/mixed", "", "--x", "Content-Type: image/png", "", "(image/png)", "--x--",
                "after x", "--a-1--", "--a", "", "two", "--a-1", "--a--", "rest",
            ])
        let roles = try Document(body(Array(text.utf8)), view: .multipart).allLines.map { $0.cells.first?.role }
        #expect(roles.filter { $0 == .headerName }.count == 4)
        // What ends the outer part ends the inner one, and its boundary is a text from there on.
        #expect(roles[22] == .text)
    }

    // MARK: ansi

    @Test func `escape sequences of the list are a look, others stay visible`() throws {
        let line = try #require(
            try Document(body(Array("\u{1B}[1;31mred\u{1B}[0m \u{1B}[5mx\u{1B}[2J\u{1B}]0;t\u{7}\u{1B}[44;38;5;208mb".utf8)), view: .ansi)
                .allLines.first)
        #expect(line.text == "red ^[[5mx^[[2J^[]0;t^Gb")
        #expect(line.cells[0].look == OwnLook(.bold, .red))
        #expect(line.cells[3].look == .none)
        #expect(line.cells.last?.look == OwnLook(.reverse, .blue))
        #expect(line.cells.allSatisfy { $0.role == .text || $0.role == .token })
    }

    @Test func `a look goes on in the next line, until it is taken back`() throws {
        let lines = try Document(body(Array("\u{1B}[38;2;255;135;0ma\r\nb\u{1B}[mc".utf8)), view: .ansi).allLines
        #expect(lines.map(\.text) == ["a", "bc"])
        #expect(lines.flatMap { $0.cells.map(\.look.color?.number) } == [208, 208, nil])
    }

    @Test func `a link is its text`() throws {
        #expect(
            try lines("\u{1B}]8;id=1;https://example.com/\u{1B}\\here\u{1B}]8;;\u{1B}\\ \u{1B}]8;;x\u{7}there\u{1B}]8;;\u{7}", .ansi) == [
                "here there"
            ])
        // Cut off by the line's end, it is what it is.
        #expect(try lines("\u{1B}]8;;http://a\nb", .ansi) == ["^[]8;;http://a", "b"])
    }

    @Test func `what a man page strikes over is bold and underlined`() throws {
        let line = try #require(
            try Document(body(Array("N\u{8}NA\u{8}A _\u{8}f_\u{8}é é\u{8}é _\u{8}x\u{8}x a\u{8}b\u{8}".utf8)), view: .ansi).allLines.first)
        #expect(line.text == "NA fé é x a^Hb^H")
        let attributes = line.cells.map(\.look.attributes)
        #expect(attributes[0] == .bold && attributes[1] == .bold && attributes[2] == [])
        #expect(attributes[3] == .underline && attributes[4] == .underline)
        #expect(attributes[6] == .bold && attributes[8] == [.bold, .underline])
        #expect(attributes[10...].allSatisfy { $0 == [] })
    }

    @Test func `nothing of a sequence reaches written text`() throws {
        var text = ViewText(view: .ansi, charset: Charset(label: nil))
        text.extend(to: try body(Array("\u{1B}[31ma\u{1B}[5mb\n".utf8)).snapshot)
        #expect(text.next().map { String(decoding: $0, as: UTF8.self) } == "a^[[5mb\n")
    }

    // MARK: xml

    @Test func `elements have a line each, those of text alone with it`() throws {
        #expect(
            try lines("<?xml version=\"1.0\"?><r><a x='1'\n  y=\"2\"/><b>text</b><c></c><d>\n</d><!-- n --></r>", .xml) == [
                "<?xml version=\"1.0\"?>", "<r>", "  <a x='1' y=\"2\"/>", "  <b>text</b>", "  <c></c>", "  <d>", "  </d>", "  <!-- n -->",
                "</r>",
            ])
    }

    @Test func `text is never changed, nor what stands beside it`() throws {
        #expect(
            try lines("<r><p>a <b>b</b> <i><u>c</u></i>\n  tail </p>  <q> <![CDATA[<x>]]> </q></r>\n", .xml) == [
                "<r>", "  <p>a <b>b</b> <i><u>c</u></i>", "  tail </p>", "  <q> <![CDATA[<x>]]> </q>", "</r>",
            ])
    }

    @Test(arguments: [
        ("<a><b></a></b>", ["<a>", "  <b>an end without its beginning at byte 6: </a></b>"]),
        ("<a><b>x</b>\n<1></a>", ["<a>", "  <b>x</b>", "  no markup at byte 12: <1></a>"]),
        ("<a b=c>\n<d/>", ["<a b=no quotes around a value at byte 5: c>", "<d/>"]),
        ("text", ["text outside of all elements at byte 0: text"]),
    ]) func `what is no XML is shown as it came from there on`(text: String, shown: [String]) throws {
        #expect(try lines(text, .xml) == shown)
    }

    @Test func `HTML has no faults`() throws {
        #expect(
            try lines(
                "<!DOCTYPE html><html><head><meta charset=utf-8><title>a < b</title><script>if (a</b) {\n}</script></head>"
                    + "<body><ul><li>one<li>two</ul><p>x<br>y<div>z</div></body></html>", .xml) == [
                    "<!DOCTYPE html>", "<html>", "  <head>", "    <meta charset=utf-8>", "    <title>a < b</title>",
                    "    <script>if (a</b) {", "}</script>", "  </head>", "  <body>", "    <ul>", "      <li>one", "      <li>two",
                    "    </ul>", "    <p>x<br>y", "      <div>z</div>", "  </body>", "</html>",
                ])
    }

    @Test func `a million levels take no more than a few`() throws {
        let depth = 100_000
        let document = Document(
            try body(Array(String(repeating: "<a>", count: depth).utf8 + Array(repeatElement("</a>".utf8, count: depth).joined()))),
            view: .xml)
        #expect(document.lineCount == 2 * depth - 1)
        #expect(document.lines(from: LineNumber(depth - 1), count: 1).first?.text == String(repeating: " ", count: 40) + "<a></a>")
        #expect(document.lines(from: LineNumber(2 * depth - 2), count: 1).first?.text == "</a>")
    }

    /// Without the white space around lines the text is what was sent, without the white space that means nothing.
    @Test func `what is laid out is the text that came`() throws {
        let sent = "<r><a  k='v'><b>x y</b></a><c>m<d>n</d>o</c><e/></r>"
        let written = try lines(sent, .xml).map { $0.drop { $0 == " " } }.joined()
        #expect(written == sent.replacing("  ", with: " "))
    }

    // MARK: which bodies

    @Test(
        arguments: [
            ("application/x-www-form-urlencoded", "a=b", "form"), ("text/csv; charset=utf-8", "a,b", "csv"),
            ("text/tab-separated-values", "a", "csv"),
            ("multipart/mixed; boundary=b", "x", "multipart"), (nil, "--b\r\nContent-Type: a/b\r\n\r\n", "multipart"),
            ("text/plain", "\u{1B}[31mx\n", "ansi"), ("text/plain", "NAME\nN\u{8}N\n", "ansi"), ("text/html", "<p>", "xml"),
            ("application/rss+xml", "", "xml"), (nil, " <?xml version", "xml"), ("text/plain", "plain", nil),
            ("text/plain", "\u{1B}[2J\n", nil),
        ] as [(String?, String, String?)])
    func fits(type: String?, text: String, name: String?) {
        #expect(ViewKind.fitting(ViewKind.all, type: type, beginning: Array(text.utf8)).first?.name == name)
    }
}
