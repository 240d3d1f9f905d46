/// What a transfer says while it runs, in order. The body itself goes to the body sink.
package enum TransferEvent: Sendable {
    /// Request line and fields as sent, without the body; one for every hop.
    case requestSent([UInt8])
    /// The body of the last request; none if it has none. Comes before the answer, or at the end.
    case bodySent(SentBody)
    /// A head is complete: interim, hop or final. Comes before any byte of its body.
    case head(ResponseHead)
    case trailers(HeaderFields)
    /// What libcurl says of it while it runs (`-v`), a line or so; only if that was asked for.
    case note([UInt8])
    case finished(Outcome, TransferReport)
}

/// How far one request and its answer have come. What was asked for is the plan's.
package struct Exchange: Sendable {
    package enum Phase: Sendable, Equatable {
        /// Name look-up, connection, TLS, and the request on its way.
        case connecting
        /// The request is sent and no final head is here.
        case waiting
        /// The final head is here and the body runs.
        case receiving
        case ended(Outcome)
    }

    package enum Message: Sendable, Equatable {
        case request([UInt8])
        /// Of the request before it.
        case requestBody(SentBody)
        case response(ResponseHead)
        /// Between them, what libcurl said.
        case note([UInt8])
    }

    /// So many notes are kept, the first ones.
    private static let mostNotes = 500
    private var noteCount = 0

    package var phase = Phase.connecting
    /// Every head sent and received, in order: with redirects each request comes before its answers.
    package private(set) var messages: [Message] = []
    package var trailers = HeaderFields()
    package var report = TransferReport()

    package init() {}

    package mutating func apply(_ event: TransferEvent) {
        switch event {
        case .requestSent(let head):
            messages.append(.request(head))
            phase = .waiting
        case .bodySent(let body):
            messages.append(.requestBody(body))
        case .head(let head):
            messages.append(.response(head))
            phase = head.isInterim ? .waiting : .receiving
        case .trailers(let fields):
            trailers = fields
        case .note(let text):
            noteCount += 1
            if noteCount <= Exchange.mostNotes { messages.append(.note(text)) }
        case .finished(let outcome, let report):
            phase = .ended(outcome)
            self.report = report
        }
    }

    /// Every request head as sent, one for every hop.
    package var requestHeads: [[UInt8]] {
        messages.compactMap { if case .request(let head) = $0 { head } else { nil } }
    }

    /// The body of the last request that had one, as sent.
    package var sentBody: SentBody? {
        for case .requestBody(let body) in messages.reversed() { return body }
        return nil
    }

    /// The requests that had a body, with it.
    package var sentBodies: [(head: RequestHead, body: SentBody)] {
        var head: [UInt8] = []
        return messages.compactMap { message in
            if case .request(let next) = message { head = next }
            guard case .requestBody(let body) = message else { return nil }
            return (RequestHead(head), body)
        }
    }

    /// Every head received, in order, the interim ones too.
    package var heads: [ResponseHead] {
        messages.compactMap { if case .response(let head) = $0 { head } else { nil } }
    }

    /// The head that belongs to the body: the last one that is not interim.
    package var finalHead: ResponseHead? {
        for case .response(let head) in messages.reversed() where !head.isInterim { return head }
        return nil
    }

    package var outcome: Outcome? {
        if case .ended(let outcome) = phase { outcome } else { nil }
    }
}

/// Why a transfer did not complete, in curl's words, with curl's exit status.
package struct TransferFailure: Error, Sendable, Equatable {
    /// curl's number (curl(1), EXIT CODES): 6 unknown host, 7 refused, 28 timed out, 60 bad certificate …
    package var exitStatus: Int32
    /// The transfer was never begun, because something it needs cannot be read or made: curl tries no second time then,
    /// and begins no other transfer.
    package var wasNeverBegun = false
    /// What happened, without a `curl: (n)` in front and without a full stop; may hold bytes from the server.
    package var message: String

    package init(exitStatus: Int32, message: String, wasNeverBegun: Bool = false) {
        self.exitStatus = exitStatus
        self.message = message
        self.wasNeverBegun = wasNeverBegun
    }
}

/// How a transfer ended.
package enum Outcome: Sendable, Equatable {
    case complete
    /// Stopped by the user; what came is kept.
    case stopped
    case failed(TransferFailure)

    /// curl's exit status.
    package var exitStatus: Int32 {
        if case .failed(let failure) = self { failure.exitStatus } else { 0 }
    }
}
