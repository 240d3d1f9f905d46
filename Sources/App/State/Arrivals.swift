internal import Bodies
internal import Jobs

/// When the bytes of a body came, and what its gaps say.
struct Arrivals: Sendable {
    /// Of more pieces the gaps are looked at now and then only.
    private static let quickCount = 1024
    private static let period = Duration.milliseconds(250)

    private(set) var log: ArrivalLog
    let fetch: FetchID
    /// Those of what the body decodes to.
    let isDecoded: Bool
    /// Nil if there are none.
    private(set) var gaps: ArrivalGaps?
    /// When they were looked at.
    private var lookedAt: Duration

    init(_ log: ArrivalLog, of fetch: FetchID, decoded isDecoded: Bool, at time: Duration) {
        self.log = log
        self.fetch = fetch
        self.isDecoded = isDecoded
        gaps = ArrivalGaps(log)
        lookedAt = time
    }

    /// The same body has grown.
    mutating func take(_ log: ArrivalLog, at time: Duration) {
        let isLonger = log.count != self.log.count
        self.log = log
        if isLonger, log.count <= Arrivals.quickCount || time - lookedAt >= Arrivals.period { settle(at: time) }
    }

    /// Nothing more comes, or nothing has for a while.
    mutating func settle(at time: Duration) {
        gaps = ArrivalGaps(log)
        lookedAt = time
    }
}

extension ExchangePane {
    /// The arrivals of a fetch's body, in the form that is shown or the other.
    mutating func note(_ log: ArrivalLog, decoded: Bool, of id: FetchID, at time: Duration) {
        if arrivals?.fetch == id, arrivals?.isDecoded == decoded {
            arrivals?.take(log, at: time)
        } else {
            arrivals = Arrivals(log, of: id, decoded: decoded, at: time)
        }
    }
}
