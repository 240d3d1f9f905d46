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
        return WriteOutSubject(plan, exchange, outcome, fileName: "f", libraryVersion: "libcurl/7.88.1")
    }

    private func printed(_ format: String, failing failure: TransferFailure? = nil) -> (output: String, errors: String) {
        let pieces = WriteOut(Array(format.utf8)).pieces(subject(format, failing: failure))
        func text(_ stream: WriteOut.Stream) -> String {
            String(decoding: pieces.filter { $0.stream == stream }.flatMap(\.bytes), as: UTF8.self)
        }
        return (text(.output), text(.errors))
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

    @Test func aCertificateEndsWithOneLineEnd() {
        var plan = Plan(request: Request(url: "u"))
        plan.output.writeOut = Array("%{certs}|%{num_certs}".utf8)
        var report = TransferReport()
        report.figures.certificates = [["Subject:a", "Cert:-----BEGIN\n-----END\n"], ["Subject:b"]]
        var exchange = Exchange()
        exchange.apply(.finished(.complete, report))
        let subject = WriteOutSubject(plan, exchange, .complete, fileName: nil, libraryVersion: "")
        let output = WriteOut(plan.output.writeOut ?? []).pieces(subject).flatMap(\.bytes)
        #expect(String(decoding: output, as: UTF8.self) == "Subject:a\n-----BEGIN\n-----END\nSubject:b\n|2")
    }

    @Test func allVariablesAreInJSONInOrderOfTheirNames() {
        let names = WriteOutVariable.all.map(\.name)
        #expect(names == names.sorted())
        let json = printed("%{json}").output
        #expect(json.hasPrefix(#"{"certs":"","content_type":null,"errormsg":null,"exitcode":0,"filename_effective":"f","#))
        #expect(json.contains(#""time_total":1.000123,"url":"http://h/x","url_effective":null,"urlnum":3,"curl_version":"libcurl/"#))
    }
}
