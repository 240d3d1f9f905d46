internal import App
internal import Bodies
internal import Dispatch
internal import Documents
internal import Jobs
internal import System

/// Runs the jobs on one body, or on texts, on a serial queue of its own, in steps of a few milliseconds, and says to
/// the mailbox what they find. All that is decided is decided by the `Workbench`.
final class Worker: Sendable {
    private enum Order: Sendable {
        case start(JobRequest, JobID, TextLines?)
        case stop(JobID)
    }

    /// What was asked for and not yet taken up. Locked for moments only, by any thread.
    private struct Inbox {
        var orders: [Order] = []
        var body: BodySnapshot?
        /// Of the body so far.
        var length = 0
        /// A step is on the queue.
        var isScheduled = false

        var isEmpty: Bool { orders.isEmpty && body == nil }
    }

    private let mailbox: Mailbox
    /// Below the loop that answers keys: on Linux a class of a queue is a nice value of its threads. Where a flood keeps all processors
    /// busy, a key would wait until a step is done.
    private let queue = DispatchQueue(label: "curlew.worker", qos: .utility)
    private let inbox = Lock(Inbox())
    /// Touched by steps on the queue only; the lock is never waited for.
    private let workbench: Lock<Workbench>

    init(_ workbench: Workbench, mailbox: Mailbox) {
        self.workbench = Lock(workbench)
        self.mailbox = mailbox
    }

    /// The body has grown, or has ended. If it is by a few bytes and there is nothing else to do, the thread that calls does
    /// what is to be done: sooner than another one would wake up.
    func extend(to body: BodySnapshot) {
        let (isIdle, growth) = ask { inbox in
            defer { inbox.length = body.length }
            inbox.body = body
            return body.length - inbox.length
        }
        guard isIdle else { return }
        if growth <= Worker.fewBytes { queue.sync { step() } } else { queue.async { self.step() } }
    }

    private static let fewBytes = 64 << 10

    /// Starts a job on the body, or on a text.
    func start(_ request: JobRequest, as id: JobID, on text: TextLines? = nil) {
        order(.start(request, id, text))
    }

    func stop(_ id: JobID) {
        order(.stop(id))
    }

    private func order(_ order: Order) {
        if ask({ $0.orders.append(order) }).isIdle { queue.async { self.step() } }
    }

    /// If it was idle, whoever asks sees to the next step.
    private func ask<Answer: Sendable>(_ change: (inout Inbox) -> Answer) -> (isIdle: Bool, Answer) {
        inbox.withLock { inbox in
            let answer = change(&inbox)
            defer { inbox.isScheduled = true }
            return (!inbox.isScheduled, answer)
        }
    }

    private func step() {
        let (orders, body) = inbox.withLock { inbox in
            defer { (inbox.orders, inbox.body) = ([], nil) }
            return (inbox.orders, inbox.body)
        }
        let isIdle = workbench.withLock { workbench in
            for order in orders {
                switch order {
                case .start(let request, let id, let text): workbench.start(request, as: id, on: text)
                case .stop(let id): workbench.stop(id)
                }
            }
            if let body { workbench.extend(to: body) }
            for (id, finding) in workbench.step() { mailbox.post(.found(finding, id)) }
            return workbench.isIdle
        }
        let goesOn = inbox.withLock { inbox in
            inbox.isScheduled = !isIdle || !inbox.isEmpty
            return inbox.isScheduled
        }
        if goesOn { queue.async { self.step() } }
    }
}
