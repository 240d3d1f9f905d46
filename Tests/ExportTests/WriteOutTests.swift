import HTTP
import Plan
import Testing

@testable import Export

/// Expected texts are those of curl 7.88.1 for the same exchange.
@Suite struct WriteOutTests {
    private func subject(_ format: String, failing failure: TransferFailure? = nil) -> WriteOutSubject {
        var plan = Plan(request: Request(url: "http://h/x"))
        plan.output.writeOut = Array(format.utf8)
        plan.output.urlNumber = 3
        var exchange = Exchange()
        let lines = ["Content-Length: 2", "A: 1", "B: \"q\\x\"", "a: 2", "C:   sp  ", "no field"]
        let fields = HeaderFields(lines.map { HeaderField(line: Array($0.utf8)) })
        exchange.apply(.head(ResponseHead(statusLine: Array("HTTP/1.1 200 OK".utf8), fields: fields)))
        var report = TransferReport()
        report.figures.status = failure == nil ? 200 : 0
        report.timing.total = .microseconds(1_000_123)
        report.peer.httpVersion = "1.1"
        let outcome = failure.map(Outcome.failed) ?? .complete
        exchange.apply(.finished(outcome, report))
        return WriteOutSubject(plan, exchange, outcome, facts)
    }

    private var facts: WriteOutFacts {
        var facts = WriteOutFacts()
        facts.fileName = "f"
        facts.retries = 2
        // The first second of a leap day, and 42 microseconds.
        facts.time = .seconds(1_709_164_800) + .microseconds(42)
        facts.libraryVersion = "libcurl/7.88.1"
        facts.part = { part, url in part == .query ? nil : "\(part.rawValue) of \(url)" }
        return facts
    }

    private func printed(_ format: String, failing failure: TransferFailure? = nil) -> (output: String, errors: String) {
        var texts: [[UInt8]] = [[], []], stream = 0
        for step in WriteOut(Array(format.utf8)).steps(subject(format, failing: failure)) {
            switch step {
            case .print(let bytes): texts[stream] += bytes
            case .complain(let bytes): texts[1] += bytes
            case .turn(to: .errors): stream = 1
            case .turn: stream = 0
            }
        }
        return (String(decoding: texts[0], as: UTF8.self), String(decoding: texts[1], as: UTF8.self))
    }

    @Test(arguments: [
        ("%{http_code} %{response_code} %{http_connect}", "200 200 000"), ("a\\nb\\tc\\r\\q\\", "a\nb\tc\r\\q\\"),
        ("100%% %x %", "100% %x %"), ("%{un", "%{un"), ("%header{a}|%header{C}|%header{none}|%header{x", "1|sp||%header{x"),
        ("%{time_total} %{time_connect}", "1.000123 0.000000"), ("%{urlnum} %{filename_effective} %{url}", "3 f http://h/x"),
        ("%{num_headers} %{http_version} %{errormsg}%{exitcode}", "5 1.1 0"), ("a%{onerror}b", "a"), ("%{}", ""),
    ])
    func aFormatIsPrinted(_ format: String, _ wanted: String) {
        #expect(printed(format).output == wanted)
    }

    @Test func streamsAreSwitched() {
        let both = printed("1%{stderr}2%{stdout}3%{stderr}4")
        #expect(both.output == "13" && both.errors == "24")
    }

    @Test func whatIsUnknownIsSaid() {
        let both = printed("a%{nope}b")
        #expect(both.output == "ab" && both.errors == "curlew: unknown --write-out variable: 'nope'\n")
    }

    @Test func aFailureHasNumberAndWords() {
        let failure = TransferFailure(exitStatus: 7, message: "no \"way\"")
        #expect(printed("%{http_code}%{onerror} %{exitcode} %{errormsg}", failing: failure).output == "000 7 no \"way\"")
        #expect(printed("%{json}", failing: failure).output.contains(#""errormsg":"no \"way\"","exitcode":7,"#))
    }

    @Test func headersAsJSONKeepEveryValue() {
        #expect(
            printed("%{header_json}").output
                == "{\"content-length\":[\"2\"],\n\"a\":[\"1\",\"2\"],\n\"b\":[\"\\\"q\\\\x\\\"\"],\n\"c\":[\"sp\"]\n}")
    }

    @Test(arguments: [
        ("%{num_retries} %{conn_id} %{xfer_id} %{proxy_used}", "2 -1 -1 0"), ("%{time_queue} %{time_posttransfer}", "0.000000 0.000000"),
        ("%{url.host}|%{url.query}|%{urle.host}|%{url.nope}", "host of http://h/x|||"),
        ("%time{%Y-%m-%d %H:%M:%S.%f %z %Z %j%%}|%time{}|%time{x}", "2024-02-29 00:00:00.000042 +0000 UTC 060%||x"),
        ("%time{%F", "%time{%F"), ("%output{f", "%output{f"), ("%header{a:all:}", "12"),
    ])
    func newerCurlsVariablesArePrinted(_ format: String, _ wanted: String) {
        #expect(printed(format).output == wanted)
    }

    @Test func aFileGetsWhatFollows() {
        let steps = WriteOut(Array("a%output{x y}b%output{>>z}c%{stdout}d%output{}".utf8)).steps(subject(""))
        #expect(
            steps == [
                .print([0x61]), .turn(to: .file(path: "x y", appends: false)), .print([0x62]), .turn(to: .file(path: "z", appends: true)),
                .print([0x63]), .turn(to: .output), .print([0x64]), .turn(to: .file(path: "", appends: false)),
            ])
    }

    /// Of every answer in the chain, not of the proxy's and not of those in between.
    @Test(arguments: [
        ("%header{a:all:, }", "1, 2, 3"), ("%header{A:all:\\n}", "1\n2\n3"), ("%header{a:all:\\}\\x}", "1}\\x2}\\x3"),
        ("%header{b:all:-}", ""),
        ("%header{a}", "3"), ("%header{a:x}", ""), ("%header{a:all}", ""),
    ])
    func allFieldsOfAName(_ format: String, _ wanted: String) {
        func head(_ status: String, _ lines: String...) -> TransferEvent {
            let fields = HeaderFields(lines.map { HeaderField(line: Array($0.utf8)) })
            return .head(ResponseHead(statusLine: Array("HTTP/1.1 \(status)".utf8), fields: fields))
        }
        var exchange = Exchange()
        for event in [
            .requestSent(Array("CONNECT h:80 HTTP/1.1\r\n\r\n".utf8)), head("200 OK", "A: proxy"),
            .requestSent(Array("GET / HTTP/1.1\r\n\r\n".utf8)), head("103 Early", "A: early"), head("302 Found", "A: 1", "a: 2"),
            .requestSent(Array("GET /x HTTP/1.1\r\n\r\n".utf8)), head("200 OK", "a: 3"), .finished(.complete, TransferReport()),
        ] as [TransferEvent] { exchange.apply(event) }
        let subject = WriteOutSubject(Plan(request: Request(url: "u")), exchange, .complete, facts)
        #expect(WriteOut(Array(format.utf8)).steps(subject) == (wanted.isEmpty ? [] : [.print(Array(wanted.utf8))]))
    }

    @Test func aCertificateEndsWithOneLineEnd() {
        var plan = Plan(request: Request(url: "u"))
        plan.output.writeOut = Array("%{certs}|%{num_certs}".utf8)
        var report = TransferReport()
        report.figures.certificates = [["Subject:a", "Cert:-----BEGIN\n-----END\n"], ["Subject:b"]]
        var exchange = Exchange()
        exchange.apply(.finished(.complete, report))
        let steps = WriteOut(plan.output.writeOut ?? []).steps(WriteOutSubject(plan, exchange, .complete, facts))
        #expect(steps == [.print(Array("Subject:a\n-----BEGIN\n-----END\nSubject:b\n|2".utf8))])
    }

    @Test func allVariablesAreInJSONInOrderOfTheirNames() {
        let names = WriteOutVariable.all.map(\.name)
        #expect(names == names.sorted())
        let json = printed("%{json}").output
        #expect(json.hasPrefix(#"{"certs":"","conn_id":-1,"content_type":null,"errormsg":null,"exitcode":0,"filename_effective":"f","#))
        #expect(json.contains(#""time_total":1.000123,"tls_earlydata":0,"url":"http://h/x","url.fragment":"fragment of http://h/x","#))
        #expect(json.contains(#""urle.zoneid":null,"urlnum":3,"xfer_id":-1,"curl_version":"libcurl/"#))
        #expect(json.contains(#""url.query":null,"#))
    }
}
