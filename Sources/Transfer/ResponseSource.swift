internal import FoundationNetworking

/// Where the answer to a request comes from: one case and one `ExchangeProtocol` for each.
package enum ResponseSource: Sendable {
    /// The server, by libcurl.
    case network
    /// An exchange that was written down; what the request asks for does not matter then.
    case recording(Recording, PlaybackSpeed)

    var protocolClass: AnyClass {
        switch self {
        case .network: CurlProtocol.self
        case .recording: RecordingProtocol.self
        }
    }
}
