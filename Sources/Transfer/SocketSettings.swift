internal import CCurl
internal import Glibc
internal import Plan
internal import System

/// What is set on the sockets of a transfer before they are connected, for which libcurl has no options, or none in its
/// earlier versions. Must outlive the transfer: C keeps a pointer to it.
///
/// What the system refuses is said and makes no difference, as in curl.
final class SocketSettings {
    private let settings: ConnectionSettings
    private var say: ([UInt8]) -> Void = { _ in }

    /// `nil` if there is nothing to set.
    init?(_ settings: ConnectionSettings) {
        let hasProbes = settings.keepAliveProbes != nil && settings.probesIdlePeer
        guard hasProbes || settings.typeOfService != nil || settings.vlanPriority != nil else { return nil }
        self.settings = settings
    }

    /// `say` gets a line for each thing that the system refuses.
    func attach(to handle: UnsafeMutableRawPointer, say: @escaping ([UInt8]) -> Void) {
        self.say = say
        curlew_set_socket_callback(handle, setUpSocket, Unmanaged.passUnretained(self).toOpaque())
    }

    fileprivate func setUp(_ socket: Int32) {
        if let value = settings.typeOfService, value > 0 {
            switch family(of: socket) {
            case AF_INET: set("type of service", socket, Int32(IPPROTO_IP), IP_TOS, value)
            case AF_INET6: set("traffic class", socket, Int32(IPPROTO_IPV6), IPV6_TCLASS, value)
            default: break
            }
        }
        if let value = settings.vlanPriority, value > 0 { set("VLAN priority", socket, SOL_SOCKET, SO_PRIORITY, value) }
        if let value = settings.keepAliveProbes, settings.probesIdlePeer {
            set("number of keepalive probes", socket, Int32(IPPROTO_TCP), TCP_KEEPCNT, value)
        }
    }

    private func set(_ name: String, _ socket: Int32, _ level: Int32, _ option: Int32, _ value: Int) {
        var number = Int32(clamping: value)
        guard setsockopt(socket, level, option, &number, socklen_t(MemoryLayout<Int32>.size)) != 0 else { return }
        say(Array("Setting the \(name) to \(value) failed: \(SystemError.last)\n".utf8))
    }

    private func family(of socket: Int32) -> Int32 {
        var address = sockaddr()
        var length = socklen_t(MemoryLayout<sockaddr>.size)
        return getsockname(socket, &address, &length) == 0 ? Int32(address.sa_family) : AF_UNSPEC
    }
}

private func setUpSocket(_ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ purpose: curlsocktype) -> Int32 {
    if let context, purpose == CURLSOCKTYPE_IPCXN { Unmanaged<SocketSettings>.fromOpaque(context).takeUnretainedValue().setUp(socket) }
    return CURL_SOCKOPT_OK
}
