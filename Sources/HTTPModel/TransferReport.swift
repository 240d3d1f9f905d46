/// Phases of a transfer, each since its start; `nil` until it is known.
package struct TransferTiming: Sendable, Equatable {
    package var nameLookup: Duration?
    package var connect: Duration?
    package var tlsHandshake: Duration?
    package var firstByte: Duration?
    package var total: Duration?
    /// All redirect hops before the last one.
    package var redirects: Duration?

    package init() {}
}

/// Bytes so far. Wire bytes are those of the body as it came off the connection, still encoded;
/// decoded bytes are those handed to the body sink.
package struct TransferCounts: Sendable, Equatable {
    package var headBytes = 0
    package var wireBytes = 0
    package var decodedBytes = 0
    /// Content-Length of the final response; `nil` where the length is unknown.
    package var expectedWireBytes: Int?

    package init() {}
}

/// Who answered, and over what. Texts may hold bytes from the server.
package struct Peer: Sendable, Equatable {
    package var address: String?
    package var port: Int?
    /// `1.0`, `1.1`, `2`, `3`.
    package var httpVersion: String?
    /// `TLSv1.3`.
    package var tlsVersion: String?
    package var certificateSubject: String?
    package var certificateIssuer: String?
    package var certificateExpiry: String?

    package init() {}
}

/// What can be read of a transfer at any moment while it runs, and when it has ended.
package struct TransferReport: Sendable, Equatable {
    package var timing = TransferTiming()
    package var counts = TransferCounts()
    package var peer = Peer()
    /// The URL of the last hop, where redirects were followed.
    package var effectiveURL: String?
    /// Only when it has ended.
    package var figures = TransferFigures()

    package init() {}
}
