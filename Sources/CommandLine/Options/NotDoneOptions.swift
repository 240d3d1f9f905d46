/// Options of curl that change what is sent, shown or written, and are not done here. They are known
/// by name so that none is guessed at and no value of one is taken for a URL.
let notDoneOptions: [OptionDefinition] = [
    notDone(.http, "follow"),
    notDone(.http, "haproxy-clientip", nil, .value("ip"), because: newerLibcurl),
    notDone(.http, "http3", nil, .none, because: noHTTP3),
    notDone(.http, "http3-only", nil, .none, because: noHTTP3),
    notDone(.output, "trace-config", nil, .value("string")),
    notDone(.output, "trace-ids"),
    notDone(.connection, "dns-interface", nil, .value("interface"), because: noCAres),
    notDone(.connection, "dns-ipv4-addr", nil, .value("address"), because: noCAres),
    notDone(.connection, "dns-ipv6-addr", nil, .value("address"), because: noCAres),
    notDone(.connection, "dns-servers", nil, .value("addresses"), because: noCAres),
    notDone(.connection, "ip-tos", nil, .value("string"), because: newerLibcurl),
    notDone(.connection, "keepalive-cnt", nil, .value("num"), because: newerLibcurl),
    notDone(.connection, "mptcp", because: newerLibcurl),
    notDone(.connection, "rate", nil, .value("rate")),
    notDone(.connection, "vlan-priority", nil, .value("priority"), because: newerLibcurl),
    notDone(.connection, "parallel-max-host", nil, .value("num")),
    notDone(.tls, "dump-ca-embed", nil, .none, because: newerLibcurl),
    notDone(.tls, "ech", nil, .value("config"), because: newerLibcurl),
    notDone(.tls, "sigalgs", nil, .value("list"), because: newerLibcurl),
    notDone(.tls, "ssl-sessions", nil, .value("file"), because: newerLibcurl),
    notDone(.tls, "tls-earlydata", because: newerLibcurl),
    notDone(.proxy, "proxy-http2", because: newerLibcurl),
    notDone(.curl, "libcurl", nil, .value("file")),
]

private let noHTTP3 = "libcurl is built without HTTP/3"
private let noCAres = "libcurl is built without c-ares"
private let newerLibcurl = "libcurl 7.88 cannot do this"

private func notDone(
    _ category: HelpCategory, _ name: String, _ short: Unicode.Scalar? = nil,
    _ argument: OptionDefinition.Argument = .flag, isOnByDefault: Bool = false, isRepeatable: Bool = false,
    because reason: String = "not done by curlew yet"
) -> OptionDefinition {
    OptionDefinition(
        name, short, argument, category, "", isOnByDefault: isOnByDefault, isRepeatable: isRepeatable,
        .refused(reason))
}
