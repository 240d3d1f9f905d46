/// What an option asks of libcurl that not every libcurl can do.
package enum LibraryNeed: Sendable, CaseIterable {
    case http3
    /// DNS servers and interfaces of one's own, which only c-ares has.
    case nameServers
    /// `--haproxy-clientip`.
    case clientAddress
    case signatureAlgorithms
    case encryptedClientHello
    case earlyData
    case http2Proxy

    /// Why an option is not done without it, to follow the option's name.
    package var refusal: String {
        switch self {
        case .http3: "the libcurl here is built without HTTP/3"
        case .nameServers: "the libcurl here is built without c-ares"
        case .clientAddress: "this needs libcurl 8.2 or later"
        case .signatureAlgorithms: "this needs libcurl 8.14 or later"
        case .encryptedClientHello: "the libcurl here is built without ECH"
        case .earlyData: "this needs libcurl 8.11 or later"
        case .http2Proxy: "this needs libcurl 8.1 or later with HTTP/2"
        }
    }
}
