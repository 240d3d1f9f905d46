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
    group.text("dns-interface", "interface", "Ask DNS servers from this interface", \.nameServers.interface).needing(.nameServers),
    group.text("dns-ipv4-addr", "address", "Ask DNS servers from this address", \.nameServers.ipv4Address).needing(.nameServers),
    group.text("dns-ipv6-addr", "address", "Ask DNS servers from this address", \.nameServers.ipv6Address).needing(.nameServers),
    group.text("dns-servers", "addresses", "Ask these DNS servers", \.nameServers.list).needing(.nameServers),
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
    group.number(
        "ip-tos", "string", "Set type of service or traffic class: 0 to 255, or CS0 … CS7, AF11 … AF43, EF and the like", \.typeOfService,
        read: { try trafficClasses[$0.value] ?? $0.count(upTo: 255) }),
    group.choice("ipv4", short: "4", "Use IPv4 addresses only", \.addressFamily, .ipv4),
    group.choice("ipv6", short: "6", "Use IPv6 addresses only", \.addressFamily, .ipv6),
    group.flag("keepalive", "Send no TCP keepalive probes", isOnByDefault: true, \.probesIdlePeer),
    group.number(
        "keepalive-cnt", "num", "Give up after so many TCP keepalive probes without an answer", \.keepAliveProbes,
        read: { try $0.count() }),
    group.number(
        "keepalive-time", "seconds", "Send a TCP keepalive probe after so long (60)", \.keepAliveTime,
        read: { try $0.count() }),
    group.setting(
        "local-port", .value("range"), "Connect from one of these ports: N or N-M",
        words: { group, _ in group.localPorts.map { [["\($0.lowerBound)-\($0.upperBound)"]] } ?? [] },
        apply: { group, option in group.localPorts = try option.portRange() }),
    group.flag("mptcp", "Use Multipath TCP", \.usesSeveralPaths),
    group.texts("resolve", "[+]host:port:addr", "Take this to be the host's address", \.resolve),
    group.flag("tcp-fastopen", "Use TCP Fast Open", \.opensFast),
    group.flag("tcp-nodelay", "Let TCP gather small pieces", isOnByDefault: true, \.sendsAtOnce),
    group.setting(
        "unix-socket", .value("path"), "Connect through this Unix socket",
        words: { group, _ in
            if case .path(let path)? = group.unixSocket { [[path]] } else { [] }
        },
        apply: { group, option in group.unixSocket = .path(option.value) }),
    group.number(
        "vlan-priority", "priority", "Set the VLAN priority, 0 to 7", \.vlanPriority, read: { try $0.count(upTo: 7) }),
]

/// The names that --ip-tos takes: code points of RFC 2474 and its successors in the upper six bits, ECN in the lower two, and
/// the old types of RFC 1349.
private let trafficClasses: [String: Int] = [
    "CS0": 0x00, "CS1": 0x20, "CS2": 0x40, "CS3": 0x60, "CS4": 0x80, "CS5": 0xA0, "CS6": 0xC0, "CS7": 0xE0,
    "AF11": 0x28, "AF12": 0x30, "AF13": 0x38, "AF21": 0x48, "AF22": 0x50, "AF23": 0x58, "AF31": 0x68, "AF32": 0x70, "AF33": 0x78,
    "AF41": 0x88, "AF42": 0x90, "AF43": 0x98, "EF": 0xB8, "VOICE-ADMIT": 0xB0, "ECT1": 0x01, "ECT0": 0x02, "CE": 0x03, "LE": 0x04,
    "LOWCOST": 0x02, "LOWDELAY": 0x10, "THROUGHPUT": 0x08, "RELIABILITY": 0x04, "MINCOST": 0x02,
]
