/// What libcurl knows of a transfer that has ended and only `--write-out` and `--retry` ask for. Texts may hold bytes
/// from the server.
package struct TransferFigures: Sendable, Equatable {
    /// The last status, 0 where there was none; that of the proxy's answer to CONNECT.
    package var status = 0, proxyStatus = 0
    /// Connections made, redirects followed.
    package var connections = 0, redirects = 0
    /// Where a redirect that was not followed leads.
    package var redirectURL: String?
    /// Bytes of all request heads and what was sent behind them.
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
    /// 0 where the certificate is good: X509_V_… of OpenSSL.
    package var verification = 0, proxyVerification = 0
    /// Retry-After, in seconds; 0 where there is none.
    package var retryAfter = 0
    /// Last-Modified, in seconds since 1970.
    package var fileTime: Int?
    /// The connection was refused.
    package var wasRefused = false
    /// `-z` or `--etag-compare` made the server send nothing.
    package var isConditionUnmet = false
    /// All before the request itself.
    package var pretransfer: Duration?
    /// The chain, the server's own first: `name:value` lines.
    package var certificates: [[String]] = []

    package init() {}
}
