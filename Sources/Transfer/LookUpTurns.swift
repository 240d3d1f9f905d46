internal import Dispatch
internal import System

/// Turns at looking up a name: so many run at a time, those that nobody waits for any more among them.
///
/// libcurl makes a thread and two descriptors for each look-up and cannot take one back. Where name servers do not answer, it
/// goes on for half a minute after its transfer was stopped, and a new one would come with every key that fetches anew.
final class LookUpTurns: Sendable {
    static let most = 16

    private struct State {
        var running = 0
        var waiting: [DispatchSemaphore] = []
    }

    private let state = Lock(State())

    /// `nil` if it has the turn now, which `giveBack` ends; else what is signalled when it should ask again.
    func take() -> DispatchSemaphore? {
        state.withLock { state in
            if state.running < LookUpTurns.most {
                state.running += 1
                return nil
            }
            let change = DispatchSemaphore(value: 0)
            state.waiting.append(change)
            return change
        }
    }

    func giveBack() {
        let next = state.withLock { state -> [DispatchSemaphore] in
            state.running -= 1
            defer { state.waiting = [] }
            return state.waiting
        }
        // Each asks for itself.
        for change in next { change.signal() }
    }
}
