/// Which HTTP to speak, and how strictly.
package struct ProtocolSettings: Sendable, Equatable {
    /// `-0 --http1.1 --http2 --http2-prior-knowledge`; `nil` is HTTP/2 over TLS where the server has it, else 1.1.
    package var version: HTTPVersion?
    /// `--http0.9`: an answer without a head is a body.
    package var allowsHTTP09 = false
    /// `--proto`: the schemes that may be used at all.
    package var schemes = WebSchemes.all
    /// `--proto-default`: the scheme of a URL that has none; `nil` is `http`.
    package var defaultScheme: String?
    /// `--path-as-is`: `/../` and `/./` stay in the path.
    package var keepsDotSegments = false
    /// `--tr-encoding`: ask for a compressed transfer coding.
    package var asksForTransferCoding = false
    /// `--raw`: nothing is decoded, neither content nor transfer coding.
    package var isRaw = false
    /// `--ignore-content-length`.
    package var ignoresContentLength = false
    /// `--disallow-username-in-url`.
    package var refusesUserInURL = false
    /// `--expect100-timeout`, in milliseconds: how long the body waits for `100 Continue`; `nil` is libcurl's second.
    package var continueTimeout: Int?

    package init() {}
}

package enum HTTPVersion: String, Sendable, CaseIterable {
    case http1_0 = "http1.0"
    case http1_1 = "http1.1"
    case http2
    /// Without asking first whether the server speaks it.
    case http2PriorKnowledge = "http2-prior-knowledge"
}
