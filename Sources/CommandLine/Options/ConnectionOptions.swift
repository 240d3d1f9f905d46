internal import Plan

private let group = SettingGroup(\.connection, .connection)

/// How to reach the host.
let connectionSettings: [RequestSetting] = [
    group.setting(
        "abstract-unix-socket", .value("path"), "Connect through this socket of Linux's abstract namespace",
        words: { group, _ in
            if case .abstract(let name)? = group.unixSocket { [[name]] } else { [] }
        },
        apply: { group, option in group.unixSocket = .abstract(option.value) }),
    group.texts(
        "connect-to", "HOST1:PORT1:HOST2:PORT2", "Connect to the second host instead of the first", \.connectTo),
    group.flag("doh-cert-status", "Want a stapled OCSP answer from the DoH server", \.nameServerNeedsStapledStatus),
    group.flag("doh-insecure", "Take any certificate of the DoH server", \.trustsAnyNameServer),
    group.setting(
        "doh-url", .value("URL"), "Look names up over HTTPS here",
        words: { group, _ in group.nameServerURL.map { [[$0]] } ?? [] },
        apply: { group, option in group.nameServerURL = option.value.isEmpty ? nil : option.value }),
    group.number(
        "happy-eyeballs-timeout-ms", "ms", "Try IPv6 alone for so long (200)", \.happyEyeballsTimeout,
        read: { try $0.count() }),
    group.text("interface", "name", "Connect from this interface, address or host", \.interface),
    group.choice("ipv4", short: "4", "Use IPv4 addresses only", \.addressFamily, .ipv4),
    group.choice("ipv6", short: "6", "Use IPv6 addresses only", \.addressFamily, .ipv6),
    group.flag("keepalive", "Send no TCP keepalive probes", isOnByDefault: true, \.probesIdlePeer),
    group.number(
        "keepalive-time", "seconds", "Send a TCP keepalive probe after so long (60)", \.keepAliveTime,
        read: { try $0.count() }),
    group.setting(
        "local-port", .value("range"), "Connect from one of these ports: N or N-M",
        words: { group, _ in group.localPorts.map { [["\($0.lowerBound)-\($0.upperBound)"]] } ?? [] },
        apply: { group, option in group.localPorts = try option.portRange() }),
    group.texts("resolve", "[+]host:port:addr", "Take this to be the host's address", \.resolve),
    group.flag("tcp-fastopen", "Use TCP Fast Open", \.opensFast),
    group.flag("tcp-nodelay", "Let TCP gather small pieces", isOnByDefault: true, \.sendsAtOnce),
    group.setting(
        "unix-socket", .value("path"), "Connect through this Unix socket",
        words: { group, _ in
            if case .path(let path)? = group.unixSocket { [[path]] } else { [] }
        },
        apply: { group, option in group.unixSocket = .path(option.value) }),
]
