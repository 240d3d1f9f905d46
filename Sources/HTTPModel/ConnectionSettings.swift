/// How to reach the host: names, addresses, sockets.
package struct ConnectionSettings: Sendable, Equatable {
    /// `--resolve`: `[+]host:port:address[,address]…`, as typed.
    package var resolve: [String] = []
    /// `--connect-to`: `host1:port1:host2:port2`, as typed.
    package var connectTo: [String] = []
    /// `--unix-socket --abstract-unix-socket`.
    package var unixSocket: UnixSocket?
    /// `-4 -6`; `nil` is both.
    package var addressFamily: AddressFamily?
    /// `--interface`: a name, an address or a host name, as curl reads it.
    package var interface: String?
    /// `--local-port`.
    package var localPorts: ClosedRange<Int>?
    /// `--no-keepalive` turns this off.
    package var probesIdlePeer = true
    /// `--keepalive-time`, in seconds; `nil` is libcurl's minute.
    package var keepAliveTime: Int?
    /// `--no-tcp-nodelay` turns this off.
    package var sendsAtOnce = true
    /// `--tcp-fastopen`.
    package var opensFast = false
    /// `--happy-eyeballs-timeout-ms`; `nil` is libcurl's 200.
    package var happyEyeballsTimeout: Int?
    /// `--doh-url`: names are looked up there.
    package var nameServerURL: String?
    /// `--doh-insecure`.
    package var trustsAnyNameServer = false
    /// `--doh-cert-status`.
    package var nameServerNeedsStapledStatus = false

    package init() {}

    package enum AddressFamily: Sendable {
        case ipv4, ipv6
    }

    package enum UnixSocket: Sendable, Equatable {
        case path(String)
        /// Named in Linux's abstract namespace, without its NUL.
        case abstract(String)
    }
}
