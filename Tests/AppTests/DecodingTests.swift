import App
import HTTP
import Plan
import Screen
import Testing

/// Bodies that are packed, and others that are no text.
@Suite struct DecodingTests {
    private func shown(_ bytes: [UInt8], _ fields: [String] = [], ending: Bool = true) throws -> Scenario {
        let it = Scenario(rows: 6, columns: 80) { $0.url = "http://h/x.json.gz" }
        it.head("HTTP/1.1 200 OK", fields)
        try it.grew(bytes)
        if ending { it.finished() }
        return it
    }

    @Test func `a packed body says so once, and P decodes it`() throws {
        let it = try shown(Self.whole, ["Content-Length: \(Self.whole.count)"])
        #expect(it.bar.contains("gzip, \(Self.whole.count): P decodes it"))
        it.wait(.seconds(5))
        #expect(it.bar.contains("gzip: P decodes it"))
        it.keys("P")
        #expect(it.pane.first == "{\"name\": \"curlew\"}")
        #expect(it.bar.contains("decoded from gzip"))
        it.keys("P")
        #expect(it.pane.prefix(2) == ["{", "  \"name\": \"curlew\""])
        #expect(it.bar.contains("gunzip  json"))
        it.keys("P")
        #expect(it.pane.first == "{\"name\": \"curlew\"}")
        it.keys("/curl<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("s<CR>")
        #expect(it.saved == ["x.json"])
        it.keys(":view gunzip<CR>")
        #expect(it.pane.first?.hasPrefix("^_<8B>") == true)
        it.keys(":view gunzip<CR>")
        #expect(it.pane.first == "{\"name\": \"curlew\"}")
    }

    @Test func `P goes back from what has no other view`() throws {
        let it = try shown(Self.stored("plain\n"))
        it.keys("P")
        #expect(it.pane.first == "plain")
        it.keys("P")
        #expect(it.pane.first?.hasPrefix("^_<8B>") == true)
    }

    @Test func `what is broken shows as far as it goes`() throws {
        let it = try shown(Array(Self.stored("plain\n").dropLast(4)))
        it.keys("P")
        #expect(it.pane.first == "plain")
        #expect(it.bar.contains("gzip: cut off after 25 bytes"))
        it.wait(.seconds(5))
        #expect(it.bar.contains("gunzip broken"))
        it.keys(":view gunzip<CR>")
        let broken = try shown([0x1F, 0x8B, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
        broken.keys("P")
        #expect(broken.pane.first?.hasPrefix("^_<8B>") == true)
        #expect(broken.bar.contains("gzip: broken"))
        broken.keys("/8B<CR>:view hex<CR>")
        #expect(broken.pane.first?.hasPrefix("00000000  1f 8b") == true)
    }

    @Test func `a view that was asked for before it came`() throws {
        let it = Scenario(rows: 6, columns: 80)
        it.keys(":view gunzip<CR>")
        it.head("HTTP/1.1 200 OK", ["Content-Encoding: gzip"])
        try it.grew(Self.whole)
        #expect(it.pane.first == "{\"name\": \"curlew\"}")
    }

    @Test func `nothing is packed in a plain body`() throws {
        let it = Scenario(rows: 6, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Encoding: gzip"])
        try it.grew("no gzip at all")
        it.keys(":view gunzip<CR>")
        #expect(it.bar.contains("nothing is packed here"))
    }

    @Test func `a binary body says what it is, once`() throws {
        let it = Scenario(rows: 6, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: image/png"])
        try it.grew([0x89, 0x50, 0x4E, 0x47, 0, 1])
        it.finished()
        #expect(it.bar.contains("image/png: P hex"))
        it.wait(.seconds(5))
        #expect(!it.bar.contains("image/png"))
        it.keys("P")
        #expect(it.pane.first?.hasPrefix("00000000  89 50 4e 47") == true)
        let untyped = Scenario(rows: 6, columns: 80)
        untyped.head()
        try untyped.grew("a\0b")
        #expect(untyped.bar.contains("binary: P hex"))
    }

    /// A gzip member with its text stored as it is.
    private static func stored(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var table: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            table ^= UInt32(byte)
            for _ in 0..<8 { table = table & 1 == 1 ? table >> 1 ^ 0xEDB8_8320 : table >> 1 }
        }
        let sum = ~table, length = UInt32(bytes.count)
        func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        let size = [UInt8(bytes.count), 0, ~UInt8(bytes.count), 0xFF]
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + size + bytes + little(sum) + little(length)
    }

    private static let whole = stored("{\"name\": \"curlew\"}\n")
}
