internal import Foundation
internal import FoundationNetworking
internal import HTTP

/// A response that carries what Foundation's own cannot: a head as received, line by line, and in the
/// same order of events the request heads as sent and the trailers.
///
/// It has no header fields in Foundation's sense. That also keeps URLSession from answering a 401 itself.
final class EventResponse: HTTPURLResponse, @unchecked Sendable {
    let event: TransferEvent

    init(_ event: TransferEvent) {
        self.event = event
        var status = 0
        if case .head(let head) = event { status = head.status }
        // The initialiser fails for no argument there is (swift-corelibs-foundation, URLResponse.swift).
        super.init(url: AssignmentDesk.address, statusCode: status, httpVersion: nil, headerFields: nil)!
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        nil
    }
}

/// What libcurl says, on the same way, so that it stands between the pieces of the body where it was said.
final class NoteResponse: HTTPURLResponse, @unchecked Sendable {
    let kind: TraceKind
    let bytes: [UInt8]

    init(_ kind: TraceKind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
        super.init(url: AssignmentDesk.address, statusCode: 0, httpVersion: nil, headerFields: nil)!
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        nil
    }
}
