internal import FoundationNetworking

/// Where the answer to a request comes from: one case and one `ExchangeProtocol` for each.
package enum ResponseSource: Sendable {
    /// The server, by libcurl.
    case network

    var protocolClass: AnyClass {
        switch self {
        case .network: CurlProtocol.self
        }
    }
}
