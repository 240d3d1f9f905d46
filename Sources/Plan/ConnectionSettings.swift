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
    /// `--keepalive-cnt`: so many probes without an answer end the connection; `nil` is the system's number.
    package var keepAliveProbes: Int?
    /// `--ip-tos`: type of service or traffic class, 0 to 255.
    package var typeOfService: Int?
    /// `--vlan-priority`, 0 to 7.
    package var vlanPriority: Int?
    /// `--mptcp`: over several paths.
    package var usesSeveralPaths = false
    /// `--no-tcp-nodelay` turns this off.
    package var sendsAtOnce = true
    /// `--tcp-fastopen`.
    package var opensFast = false
    /// `--happy-eyeballs-timeout-ms`; `nil` is libcurl's 200.
    package var happyEyeballsTimeout: Int?
    /// `--dns-servers`, `--dns-interface` and the like.
    package var nameServers = NameServers()
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

/// Whom to ask for addresses, and from where, in place of the system; as typed.
package struct NameServers: Sendable, Equatable {
    package var list: String?
    package var interface: String?
    package var ipv4Address: String?
    package var ipv6Address: String?

    package init() {}
}

/// Through whom to go. What is `nil` here comes from the environment (`http_proxy`, `NO_PROXY` …), as curl reads it.
package struct ProxySettings: Sendable, Equatable {
    /// `-x --socks5 …`; the empty text is no proxy, whatever the environment says.
    package var url: String?
    /// What the proxy speaks if `url` has no scheme.
    package var kind = ProxyKind.http
    /// `--preproxy`: a SOCKS proxy on the way to the proxy.
    package var preproxy: String?
    /// `--noproxy`: hosts that are reached directly, `*` for all.
    package var bypass: String?
    /// `-U`: `user:password`.
    package var credentials: String?
    /// `--proxy-basic --proxy-digest …`; none asked for means Basic.
    package var schemes: AuthenticationSchemes = []
    /// `--socks5-basic --socks5-gssapi`; none asked for means both.
    package var socksSchemes: SOCKSSchemes = []
    /// `--socks5-gssapi-nec`.
    package var socksProtectionIsUnsealed = false
    /// `--proxy-service-name`, `--socks5-gssapi-service`.
    package var serviceName: String?
    /// `--proxy-header`, as typed.
    package var headerLines: [String] = []
    /// `-p`: CONNECT for `http` URLs too.
    package var tunnels = false
    /// `--suppress-connect-headers`.
    package var hidesConnectHeads = false
    /// `--proxy-insecure`: any certificate will do.
    package var trustsAnyCertificate = false
    /// `--proxy-cacert --proxy-cert …`.
    package var tls = TLSSettings()
    /// `--proxy-http2`.
    package var offersHTTP2 = false
    /// `--haproxy-clientip`: whose address the PROXY protocol line says.
    package var clientAddress: String?
    /// `--haproxy-protocol`: a PROXY protocol line in front of the request.
    package var announcesClient = false

    package init() {}
}

package enum ProxyKind: String, Sendable, CaseIterable {
    case http = "proxy"
    case http1_0 = "proxy1.0"
    case socks4
    /// The proxy looks the host up.
    case socks4a
    case socks5
    /// The proxy looks the host up.
    case socks5Hostname = "socks5-hostname"
}

package struct SOCKSSchemes: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let password = SOCKSSchemes(rawValue: 1)
    package static let gssapi = SOCKSSchemes(rawValue: 2)
}
