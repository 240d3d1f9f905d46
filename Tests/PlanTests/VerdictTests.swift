import HTTP
import Plan
import Testing

/// The exit status where curlew judges after libcurl.
@Suite struct VerdictTests {
    private func status(_ errorStatus: ErrorStatus, _ outcome: Outcome, isCut: Bool = false) -> Int32 {
        var plan = Plan(request: Request(url: "http://h/"))
        plan.errorStatus = errorStatus
        var head = ResponseHead(statusLine: Array("HTTP/1.1 404 No".utf8))
        head.isCut = isCut
        var exchange = Exchange()
        exchange.apply(.head(head))
        exchange.apply(.finished(outcome, TransferReport()))
        return plan.verdict(outcome, of: exchange).exitStatus
    }

    @Test func anErrorStatusIsA22UnlessSomethingElseFailed() {
        let cut = Outcome.failed(TransferFailure(exitStatus: 18, message: "cut"))
        #expect(status(.failsWithBody, .complete) == 22)
        #expect(status(.failsWithBody, cut) == 18)
        #expect(status(.failsWithBody, .stopped) == 0)
        #expect(status(.failsWithoutBody, .complete) == 22)
        #expect(status(.failsWithoutBody, cut) == 18)
        #expect(status(.isAnAnswer, .complete) == 0)
    }

    @Test func aHeadThatWasCutOffIsNotJudged() {
        #expect(status(.failsWithoutBody, .complete, isCut: true) == 0)
        #expect(status(.failsWithBody, .complete, isCut: true) == 22)
    }
}
