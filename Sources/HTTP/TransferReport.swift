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
    /// Content-Length of the final response; `nil` if the length is unknown.
    package var expectedWireBytes: Int?
    /// Of the request's body; with redirects of the last request.
    package var sentBytes = 0
    /// How long the request's body is; `nil` if that is unknown, or there is none.
    package var expectedSentBytes: Int?

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
    /// The URL of the last hop, if redirects were followed.
    package var effectiveURL: String?
    /// Only when it has ended.
    package var figures = TransferFigures()

    package init() {}
}

/// What libcurl knows of a transfer that has ended and only `--write-out` and `--retry` ask for. Texts may hold bytes
/// from the server.
package struct TransferFigures: Sendable, Equatable {
    /// The last status, 0 if there was none; that of the proxy's answer to CONNECT.
    package var status = 0, proxyStatus = 0
    /// Connections made, redirects followed.
    package var connections = 0, redirects = 0
    /// Where a redirect that was not followed leads.
    package var redirectURL: String?
    /// Bytes of all request heads and what was sent after them.
    package var requestBytes = 0, uploadedBytes = 0
    /// Bytes a second, over the whole transfer.
    package var downloadSpeed = 0, uploadSpeed = 0
    package var localAddress: String?
    package var localPort = 0
    /// In upper case, as libcurl has it.
    package var scheme: String?
    package var method: String?
    package var referer: String?
    package var contentType: String?
    /// 0 if the certificate is good: X509_V_… of OpenSSL.
    package var verification = 0, proxyVerification = 0
    /// Retry-After, in seconds; 0 if there is none.
    package var retryAfter = 0
    /// Last-Modified, in seconds since 1970.
    package var fileTime: Int?
    /// The connection was refused.
    package var wasRefused = false
    /// `-z` or `--etag-compare` made the server send nothing.
    package var isConditionUnmet = false
    /// All before the request itself; up to its last byte.
    package var pretransfer: Duration?, posttransfer: Duration?
    /// Of all that, how long the transfer waited for others.
    package var queue: Duration?
    /// The last connection's number and the transfer's own, among all of the run, from 0; -1 for none.
    package var connectionNumber = -1, transferNumber = -1
    /// A proxy was between.
    package var usesProxy = false
    /// Bytes sent before the TLS handshake was over; negative if the server did not take them.
    package var earlyBytes = 0
    /// The chain, the server's own first: `name:value` lines.
    package var certificates: [[String]] = []
    /// The chain of a server that was not trusted, in the same form.
    package var refusedCertificates: [[String]] = []

    package init() {}
}
