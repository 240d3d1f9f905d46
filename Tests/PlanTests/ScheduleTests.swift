import HTTP
import Plan
import Testing

@Suite struct ScheduleTests {
    private func exchange(_ outcome: Outcome, status: Int = 200) -> Exchange {
        var report = TransferReport()
        report.figures.status = status
        var exchange = Exchange()
        exchange.apply(.finished(outcome, report))
        return exchange
    }

    private func failure(_ number: Int32) -> Outcome { .failed(TransferFailure(exitStatus: number, message: "")) }

    private func plan(retries: Int = 0, _ errorStatus: ErrorStatus = .isAnAnswer) -> Plan {
        var plan = Plan(request: Request(url: "http://a.test/"))
        plan.retry.limit = retries
        plan.errorStatus = errorStatus
        return plan
    }

    private func run(_ change: (inout Run) -> Void) -> Run {
        var run = Run()
        change(&run)
        return run
    }

    @Test func `one after the other, and the last one's status`() {
        var schedule = Schedule(count: 3)
        for (number, status) in [(0, Int32(7)), (1, 0), (2, 6)] {
            let due = schedule.due(at: .zero)
            #expect(due.map(\.exchange) == [number])
            #expect(schedule.due(at: .zero).isEmpty)
            _ = schedule.ended(due[0], plan(), exchange(status == 0 ? .complete : failure(status)), at: .zero)
            #expect(schedule.exitStatus == status)
        }
        #expect(schedule.due(at: .zero).isEmpty && schedule.isOver)
    }

    @Test func `--rate keeps beginnings apart, however long each takes`() {
        var schedule = Schedule(count: 3, run: run { $0.interval = 100 })
        let first = schedule.due(at: .zero)
        #expect(schedule.nextDue == nil)
        _ = schedule.ended(first[0], plan(), exchange(.complete), at: .milliseconds(30))
        #expect(schedule.due(at: .milliseconds(99)).isEmpty && schedule.nextDue == .milliseconds(100) && !schedule.isOver)
        let second = schedule.due(at: .milliseconds(100))
        #expect(second.map(\.exchange) == [1])
        _ = schedule.ended(second[0], plan(), exchange(.complete), at: .milliseconds(250))
        #expect(schedule.due(at: .milliseconds(250)).map(\.exchange) == [2] && schedule.nextDue == nil)
        var parallel = Schedule(count: 3, run: run { ($0.interval, $0.isParallel) = (100, true) })
        #expect(parallel.due(at: .zero).count == 3)
    }

    @Test func `so many at a time, and the status of the last that failed`() {
        var schedule = Schedule(count: 5, run: run { ($0.isParallel, $0.maximumParallel) = (true, 2) })
        let first = schedule.due(at: .zero)
        #expect(first.map(\.exchange) == [0, 1])
        _ = schedule.ended(first[1], plan(), exchange(failure(7)), at: .zero)
        _ = schedule.ended(first[0], plan(), exchange(.complete), at: .zero)
        #expect(schedule.due(at: .zero).map(\.exchange) == [2, 3])
        #expect(schedule.exitStatus == 7)
    }

    @Test(arguments: [(true, Int32(7)), (false, 2), (false, 27)])
    func `what ends the run`(failsEarly: Bool, status: Int32) {
        var schedule = Schedule(count: 3, run: run { $0.failsEarly = failsEarly })
        let due = schedule.due(at: .zero)
        _ = schedule.ended(due[0], plan(), exchange(failure(status)), at: .zero)
        #expect(schedule.due(at: .zero).isEmpty && schedule.isOver && schedule.exitStatus == status)
    }

    @Test func `a retry is due when its time has come, and an earlier attempt is not heard`() {
        var schedule = Schedule(count: 2)
        let first = schedule.due(at: .zero)[0]
        let ending = schedule.ended(first, plan(retries: 1), exchange(failure(28)), at: .seconds(1))
        #expect(ending?.isLast == false && schedule.nextDue == .seconds(2) && schedule.retryDue(of: 0) == .seconds(2))
        #expect(schedule.due(at: .milliseconds(1999)).isEmpty)
        let second = schedule.due(at: .seconds(2))
        #expect(second.map(\.exchange) == [0] && second[0].number > first.number)
        #expect(schedule.ended(first, plan(retries: 1), exchange(.complete), at: .seconds(2)) == nil)
        #expect(schedule.ended(second[0], plan(retries: 1), exchange(failure(28)), at: .seconds(3))?.isLast == true)
        #expect(schedule.due(at: .seconds(3)).map(\.exchange) == [1])
    }

    @Test func `retries are stopped, and begun anew when somebody asks`() {
        var schedule = Schedule(count: 1)
        let first = schedule.due(at: .zero)[0]
        _ = schedule.ended(first, plan(retries: 3), exchange(failure(28)), at: .zero)
        let stopped = schedule.stopRetrying(0), again = schedule.stopRetrying(0)
        #expect(stopped && !again && schedule.exitStatus == 28 && schedule.isOver)
        let anew = schedule.begin(0, at: .seconds(5))
        _ = schedule.ended(anew, plan(retries: 3), exchange(.complete), at: .seconds(6))
        #expect(schedule.exitStatus == 0)
    }

    @Test func `what was opened later counts too`() {
        var schedule = Schedule(count: 1)
        _ = schedule.ended(schedule.due(at: .zero)[0], plan(), exchange(.complete), at: .zero)
        let place = schedule.append(1)
        #expect(place == 1)
        let opened = schedule.begin(place, at: .zero)
        _ = schedule.ended(opened, plan(), exchange(failure(7)), at: .zero)
        #expect(schedule.exitStatus == 7 && schedule.isOver)
    }

    @Test func `an answer may be a failure`() {
        var schedule = Schedule(count: 1)
        let first = schedule.due(at: .zero)[0]
        let ending = schedule.ended(first, plan(.failsWithBody), exchange(.complete, status: 404), at: .zero)
        #expect(ending?.verdict.exitStatus == 22 && schedule.exitStatus == 22)
    }
}
