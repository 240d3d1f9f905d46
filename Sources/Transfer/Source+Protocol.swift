internal import FoundationNetworking
internal import Plan

extension Source {
    /// Where the answer comes from: one `ExchangeProtocol` for each case.
    var protocolClass: AnyClass {
        switch self {
        case .network: CurlProtocol.self
        case .recording: RecordingProtocol.self
        case .standardInput: InputProtocol.self
        }
    }
}
