internal import Bodies
internal import Jobs

/// When the bytes of a body came, and what its gaps say.
struct Arrivals: Sendable {
    var log: ArrivalLog
    let fetch: FetchID
    /// Those of what the body decodes to.
    let isDecoded: Bool

    init(_ log: ArrivalLog, of fetch: FetchID, decoded isDecoded: Bool) {
        self.log = log
        self.fetch = fetch
        self.isDecoded = isDecoded
    }

    /// Nil if there are none. Reckoned when they are asked for, which is a key or the timing panel, and not as pieces come.
    var gaps: ArrivalGaps? { ArrivalGaps(log) }
}

extension ExchangePane {
    /// The arrivals of a fetch's body, in the form that is shown or the other.
    mutating func note(_ log: ArrivalLog, decoded: Bool, of id: FetchID) {
        if arrivals?.fetch == id, arrivals?.isDecoded == decoded {
            arrivals?.log = log
        } else {
            arrivals = Arrivals(log, of: id, decoded: decoded)
        }
    }
}
