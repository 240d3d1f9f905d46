/// What a transfer says while it runs, in order. The body itself goes to the body sink.
package enum TransferEvent: Sendable {
    /// Request line and fields as sent, without the body; one for every hop.
    case requestSent([UInt8])
    /// A head is complete: interim, hop or final. Comes before any byte of its body.
    case head(ResponseHead)
    case trailers(HeaderFields)
    case finished(Outcome, TransferReport)
}

/// One request and its answer, as far as it has come.
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

    package var request: Request
    package var phase = Phase.connecting
    /// Every request head as sent, one for every hop.
    package var requestHeads: [[UInt8]] = []
    /// Every head received, in order, the interim ones too.
    package var heads: [ResponseHead] = []
    package var trailers = HeaderFields()
    package var report = TransferReport()

    package init(request: Request) {
        self.request = request
    }

    package mutating func apply(_ event: TransferEvent) {
        switch event {
        case .requestSent(let head):
            requestHeads.append(head)
            phase = .waiting
        case .head(let head):
            heads.append(head)
            phase = head.isInterim ? .waiting : .receiving
        case .trailers(let fields):
            trailers = fields
        case .finished(let outcome, let report):
            phase = .ended(outcome)
            self.report = report
        }
    }

    /// The head that belongs to the body: the last one that is not interim.
    package var finalHead: ResponseHead? {
        heads.last { !$0.isInterim }
    }

    package var outcome: Outcome? {
        if case .ended(let outcome) = phase { outcome } else { nil }
    }
}
