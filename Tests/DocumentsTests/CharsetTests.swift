import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// Charsets by their labels in Content-Type.
@Suite struct CharsetTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// A label, the C library's name for the encoder, and text that is in it.
    static let samples: [(label: String, name: String, text: String)] = [
        ("utf-8", "UTF-8", "naïve Ωμέγα Привет 日本語 한국어 😀 e\u{301}"),
        ("UTF-16LE", "UTF-16LE", "naïve Ωμέγα Привет 日本語 한국어 😀 ਊ ऀ"),
        ("utf-16be", "UTF-16BE", "naïve Ωμέγα Привет 日本語 한국어 😀 ਊ ऀ"),
        ("utf-32le", "UTF-32LE", "naïve 日本語 😀"),
        ("utf-32be", "UTF-32BE", "naïve 日本語 😀"),
        ("iso-8859-1", "ISO-8859-1", "naïve Ça va £5"),
        ("\"windows-1252\"", "CP1252", "“naïve” €5"),
        ("ISO-8859-15", "ISO-8859-15", "naïve €5 Œuvre"),
        ("iso-8859-5", "ISO-8859-5", "Привет, мир"),
        ("windows-1251", "CP1251", "Привет, «мир» №5"),
        ("koi8-r", "KOI8-R", "Привет, мир ─┐"),
        ("windows-1253", "CP1253", "Ωμέγα"),
        ("windows-1255", "CP1255", "שלום עולם"),
        ("windows-1256", "CP1256", "مرحبا"),
        ("windows-874", "CP874", "สวัสดี"),
        ("ibm850", "CP850", "naïve ╔═╗"),
        ("ebcdic-us", "EBCDIC-US", "HELLO, world"),
        ("Shift_JIS", "CP932", "日本語ｶﾀｶﾅ表示 \\ ~ ①Ⅳ㈱髙"),
        ("euc-jp", "EUC-JP-MS", "日本語ｶﾀｶﾅ表示 丂"),
        ("iso-2022-jp", "ISO-2022-JP", "abc日本語def表示\\"),
        ("gb2312", "GB18030", "简体中文 ok"),
        ("gb18030", "GB18030", "简体中文 😀 ḿ ok"),
        ("big5", "BIG5", "繁體中文許功蓋 ok"),
        ("big5-hkscs", "BIG5-HKSCS", "繁體中文嘅嚟 ok"),
        ("euc-kr", "UHC", "한국어 똠방각하 ok"),
    ]

    @Test(arguments: samples) func readsAsWritten(sample: (label: String, name: String, text: String)) throws {
        let charset = Charset(label: sample.label)
        #expect(!charset.isFallback)
        let text = sample.text + "\n" + sample.text + "\r\nend"
        let document = Document(try body(try encoded(text, sample.name)), charset: charset)
        #expect(document.text == [sample.text, sample.text, "end"])
        let decoded = document.decodedPieces(from: .zero, before: document.snapshot.end)
        #expect(decoded.map { String(decoding: $0.utf8, as: UTF8.self) } == [sample.text, sample.text, "end"])
    }

    /// The bytes that a character of the decoded text stands for are the bytes that it is written as.
    @Test(arguments: samples.filter { !$0.label.hasPrefix("iso-2022") })
    func sourcesAreTheBytesOfEachCharacter(sample: (label: String, name: String, text: String)) throws {
        let bytes = try encoded("\n" + sample.text + "\r\n", sample.name)
        let document = Document(try body(bytes), charset: Charset(label: sample.label))
        let line = try #require(document.decodedPieces(from: document.start(of: LineNumber(1)), before: .zero).first)
        var place = 0
        for scalar in sample.text.unicodeScalars {
            let length = UTF8.encode(scalar)!.count
            let source = line.source(of: place..<place + length)
            #expect(bytes[source.lowerBound.bytes..<source.upperBound.bytes].elementsEqual(try encoded(String(scalar), sample.name)))
            place += length
        }
        #expect(line.utf8.count == place)
    }

    /// A body without a newline, so that it is cut wherever it comes.
    @Test(arguments: samples) func aLongLineIsCutBetweenCharacters(sample: (label: String, name: String, text: String)) throws {
        let charset = Charset(label: sample.label)
        let text = String(repeating: sample.text, count: 2 + 20_000 / sample.text.unicodeScalars.count)
        for lead in 0..<4 {
            let whole = String(repeating: "X", count: lead) + text
            let document = Document(try body(try encoded(whole, sample.name)), charset: charset)
            #expect(document.lineCount == 1)
            let pieces = document.decodedPieces(from: .zero, before: document.snapshot.end)
            #expect(pieces.count > 1)
            #expect(pieces.map { String(decoding: $0.utf8, as: UTF8.self) }.joined() == whole)
        }
    }

    @Test func byteOrder() throws {
        let text = "a語\nb"
        for label in ["utf-16", "utf-32"] {
            for order in ["LE", "BE"] {
                let bytes = try encoded("\u{FEFF}" + text, label.uppercased() + order)
                #expect(Document(try body(bytes), charset: Charset(label: label)).text == ["a語", "b"])
            }
            let unmarked = try encoded(text, label.uppercased() + "LE")
            #expect(Document(try body(unmarked), charset: Charset(label: label)).text == ["a語", "b"])
        }
        // If the label tells the order, the mark is a character like others.
        #expect(Document(try body([0xFF, 0xFE, 0x61, 0x00]), charset: Charset(label: "utf-16le")).text == ["<U+FEFF>a"])
    }

    @Test func whatIsWrongShowsAsBytes() throws {
        func text(_ label: String, _ bytes: [UInt8]) throws -> [String] {
            Document(try body(bytes), charset: Charset(label: label)).text
        }
        #expect(try text("shift_jis", [0x81, 0x20, 0x61, 0xFF, 0x93]) == ["<81> a<FF><93>"])
        #expect(try text("shift_jis", [0x93, 0x0A, 0xFA]) == ["<93>", "<FA>"])
        #expect(try text("euc-jp", [0xA4, 0x61, 0x8F, 0xA2]) == ["<A4>a<8F><A2>"])
        #expect(try text("gb18030", [0x84, 0x31, 0xA4]) == ["<84>1<A4>"])
        #expect(try text("utf-16le", [0x3D, 0xD8, 0x61, 0x00, 0x00, 0xDE, 0x62]) == ["<3D><D8>a<00><DE><62>"])
        #expect(try text("utf-32be", [0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0x00, 0x61, 0x01]) == ["<00><11><00><00>a<01>"])
        #expect(try text("windows-1252", [0x61, 0x81]) == ["a<81>"])
        #expect(try text("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x0A, 0x61]) == ["日", "a"])
        #expect(try text("iso-2022-jp", Array("\u{1B}[31m".utf8)) == ["<1B>[31m"])
    }

    @Test func aCharacterCutByWhatHasComeWaits() throws {
        for (label, first, rest) in [("shift_jis", 0x93, 0xFA), ("utf-16le", 0xE5, 0x65), ("euc-jp", 0xC6, 0xFC)] {
            let store = try body([UInt8(first)], growing: true)
            var indexer = Indexer(charset: Charset(label: label))
            var document = Document(snapshot: store.snapshot, charset: Charset(label: label))
            document.take(store, &indexer)
            #expect(document.text == [""])
            try store.append([UInt8(rest)])
            document.take(store, &indexer)
            #expect(document.text == ["日"])
        }
    }

    @Test(arguments: [
        "klingon", "utf-7", "iso-2022-kr", "ibm930", "//TRANSLIT", "../../x", "\u{0}", "utf-8\n", String(repeating: "x", count: 10_000),
    ])
    func anUnknownLabelMeansUTF8(label: String) throws {
        let charset = Charset(label: label)
        #expect(charset.isFallback)
        #expect(charset.isUTF8)
        #expect(charset.name == "UTF-8")
        #expect(Document(try body("é".utf8), charset: charset).text == ["é"])
    }

    /// The worker indexes and the main thread draws with the same charset.
    @Test(arguments: ["gb18030", "iso-2022-jp"]) func threadsShareACharset(label: String) async throws {
        let sample = try #require(Self.samples.first { $0.label == label })
        let text = String(repeating: sample.text, count: 200)
        let document = Document(try body(try encoded(text, sample.name)), charset: Charset(label: label))
        let read = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { document.decodedPieces(from: .zero, before: document.snapshot.end).flatMap(\.utf8) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(read == Array(repeating: Array(text.utf8), count: 8))
    }

    @Test func names() {
        #expect(Charset(label: nil).name == "UTF-8")
        #expect(!Charset(label: nil).isFallback)
        #expect(Charset(label: "").isUTF8)
        #expect(Charset(label: " Shift_JIS ").name == "SHIFT_JIS")
        #expect(!Charset(label: "shift_jis").isUTF8)
    }
}

/// `text` in the C library's charset `name`.
func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let descriptor = iconv_open(name, "UTF-8")
    try #require(descriptor != iconv_t(bitPattern: -1))
    defer { iconv_close(descriptor) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 8 + 64)
    let room = output.count
    var left = room
    let result = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var from = input.baseAddress, to = output.baseAddress
            var fromLeft = input.count
            let result = iconv(descriptor, &from, &fromLeft, &to, &left)
            iconv(descriptor, nil, nil, &to, &left)
            return result
        }
    }
    try #require(result != -1, "\(name) does not have \(text)")
    return output.prefix(room - left).map { UInt8(bitPattern: $0) }
}
