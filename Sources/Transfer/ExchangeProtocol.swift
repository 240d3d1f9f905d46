internal import Foundation
internal import FoundationNetworking
internal import HTTP
internal import Plan
internal import System

/// What is the same for every source of an answer: finding the assignment, and telling URLSession what
/// happened. A subclass starts its own thread in `startLoading`, which must not block (it is called on
/// a queue of URLSession's), and calls `report`, `note`, `deliver` and `end` from that thread alone.
class ExchangeProtocol: URLProtocol {
    let assignment: Assignment?
    private var hasResponse = false

    override class func canInit(with request: URLRequest) -> Bool {
        AssignmentDesk.knows(request)
    }

    override class func canonicalRequest(for request: URLRequest) -> URLRequest {
        request
    }

    required init(request: URLRequest, cachedResponse: CachedURLResponse?, client: (any URLProtocolClient)?) {
        assignment = AssignmentDesk.collect(request)
        super.init(request: request, cachedResponse: cachedResponse, client: client)
    }

    override func stopLoading() {
        assignment?.cancel()
    }

    /// Anything but body and end. May block until the body sink has room.
    func report(_ event: TransferEvent) {
        hasResponse = true
        client?.urlProtocol(self, didReceive: EventResponse(event), cacheStoragePolicy: .notAllowed)
    }

    /// For the trace. May block until the body sink has room.
    func note(_ kind: TraceKind, _ bytes: [UInt8]) {
        client?.urlProtocol(self, didReceive: NoteResponse(kind, bytes), cacheStoragePolicy: .notAllowed)
    }

    /// The next bytes of the body. May block until the body sink has room.
    func deliver(_ data: Data) {
        client?.urlProtocol(self, didLoad: data)
    }

    /// The same for a few bytes after which nothing is there yet: nothing else could be done meanwhile.
    func deliverInPlace(_ data: Data) {
        assignment?.gate.inPlace { deliver(data) }
    }

    /// Runs `work` on a thread of its own, which calls the others; without one that is the end.
    func begin(_ work: @escaping @Sendable () -> Void) {
        do throws(SystemError) {
            try beginThread(work)
        } catch {
            end(.failed(TransferFailure(exitStatus: 27, message: "no thread for it: \(error)")))
        }
    }

    /// The last call.
    func end(_ outcome: Outcome) {
        switch outcome {
        case .complete where hasResponse: client?.urlProtocolDidFinishLoading(self)
        // URLSession dies of a task that completes without a response.
        case .complete: client?.urlProtocol(self, didFailWithError: TransferFailure.emptyReply)
        case .stopped: client?.urlProtocol(self, didFailWithError: URLError(.cancelled))
        case .failed(let failure): client?.urlProtocol(self, didFailWithError: failure)
        }
    }
}

extension TransferFailure {
    static let emptyReply = TransferFailure(exitStatus: 52, message: "Empty reply from server")
}

/// Gets the answer from the server, by libcurl on a thread of its own.
final class CurlProtocol: ExchangeProtocol {
    override func startLoading() {
        guard let assignment else { return }
        // Handed over whole: only the new thread uses it from here on.
        nonisolated(unsafe) let receiver: ExchangeProtocol = self
        begin { CurlLoop(assignment: assignment, receiver: receiver).run() }
    }
}

extension Source {
    /// Where the answer comes from: one `ExchangeProtocol` for each case.
    var protocolClass: AnyClass {
        switch self {
        case .network: CurlProtocol.self
        case .recording: RecordingProtocol.self
        case .standardInput, .file: InputProtocol.self
        }
    }
}
