internal import Foundation
internal import FoundationNetworking

/// Gets the answer from the server, by libcurl on a thread of its own.
final class CurlProtocol: ExchangeProtocol {
    override func startLoading() {
        guard let assignment else { return }
        // Handed over whole: only the new thread uses it from here on.
        nonisolated(unsafe) let receiver: ExchangeProtocol = self
        let thread = Thread { CurlLoop(assignment: assignment, receiver: receiver).run() }
        thread.start()
    }
}
