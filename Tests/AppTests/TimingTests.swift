import App
import HTTP
import Plan
import Screen
import Testing

/// Where the time went, as the timing panel says it.
@Suite struct TimingTests {
    private func timed(columns: Int = 80, _ trailers: [String] = []) throws -> Scenario {
        let it = Scenario(rows: 60, columns: columns)
        it.head("HTTP/1.1 200 OK", [#"Server-Timing: db;dur=53.2;desc="the, database", cache;desc=hit"#])
        it.wait(.milliseconds(200))
        for _ in 0..<20 {
            try it.grew("0123456789\n")
            it.wait(.milliseconds(50))
        }
        it.wait(.seconds(2))
        try it.grew("last\n")
        var report = TransferReport()
        report.timing.nameLookup = .milliseconds(10)
        report.timing.connect = .milliseconds(30)
        report.timing.tlsHandshake = .milliseconds(80)
        report.timing.firstByte = .milliseconds(180)
        report.timing.total = .seconds(4)
        report.figures.pretransfer = .milliseconds(81)
        it.send(.transfer(.trailers(HeaderFields([HeaderField(line: Array("Server-Timing: total;dur=1".utf8))])), it.fetch))
        it.send(.transfer(.finished(.complete, report), it.fetch))
        it.keys("<Tab><Tab>")
        return it
    }

    @Test func `phases are durations with bars`() throws {
        let it = try timed()
        func row(_ name: String) -> String { it.pane.first { $0.hasPrefix(name) } ?? "" }
        #expect(row("name look-up").contains("10.000 ms  \u{2588}"))
        #expect(row("connect").contains("20.000 ms"))
        #expect(row("TLS").contains("50.000 ms"))
        #expect(row("sent").contains("1.000 ms"))
        #expect(row("waiting").contains("99.000 ms"))
        #expect(row("first byte").contains("20.000 ms"))
        #expect(row("receiving").contains("3.800 s"))
        #expect(row("receiving").filter { $0 == "\u{2588}" }.count > 30)
        #expect(row("total").contains("4.000 s"))
    }

    @Test func `gaps, stalls and the rate are those of the arrivals`() throws {
        let it = try timed()
        func row(_ name: String) -> String { it.pane.first { $0.hasPrefix(name) } ?? "" }
        #expect(row("pieces").hasSuffix("21"))
        #expect(row("median gap").contains("50.000 ms"))
        #expect(row("longest").contains("2.050 s before line 21"))
        #expect(row("stall").contains("over 250.000 ms"))
        #expect(row("rate").contains("\u{2588}"))
    }

    @Test func `what the server says of its time is listed, that of the trailer too`() throws {
        let it = try timed()
        func row(_ name: String) -> String { it.pane.first { $0.hasPrefix(name) } ?? "" }
        #expect(row("db").contains("53.200 ms  the, database"))
        #expect(row("cache").hasSuffix("hit"))
        #expect(row("total   ").isEmpty == false)
    }

    @Test func `on a narrow screen the numbers come first`() throws {
        let it = try timed(columns: 40)
        #expect(it.pane.contains { $0.hasPrefix("connect") && $0.contains("20.000 ms") })
        #expect(it.pane.allSatisfy { $0.count <= 40 })
    }

    @Test func `each hop of a redirect has its time`() throws {
        let it = Scenario(rows: 40, columns: 80)
        it.wait(.milliseconds(40))
        it.head("HTTP/1.1 302 Found", ["Location: /b"])
        it.wait(.milliseconds(60))
        it.head()
        it.finished()
        it.keys("<Tab><Tab>")
        #expect(it.pane.contains { $0.hasPrefix("302") && $0.contains("40.000 ms") })
        #expect(it.pane.contains { $0.hasPrefix("200") && $0.contains("60.000 ms") })
    }
}
