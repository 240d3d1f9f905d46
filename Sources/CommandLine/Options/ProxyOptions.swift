internal import Bytes
internal import Plan

private let group = SettingGroup(\.proxy, .proxy)

/// Through whom to go.
let proxySettings: [RequestSetting] =
    [
        proxy(short: "x", "[protocol://]host[:port]", "Go through this proxy; '' is none, whatever the environment says", .http),
        proxy("host[:port]", "Go through this HTTP/1.0 proxy", .http1_0),
        proxy("host[:port]", "Go through this SOCKS4 proxy", .socks4),
        proxy("host[:port]", "Go through this SOCKS4 proxy, which looks the host up", .socks4a),
        proxy("host[:port]", "Go through this SOCKS5 proxy", .socks5),
        proxy("host[:port]", "Go through this SOCKS5 proxy, which looks the host up", .socks5Hostname),
        group.text("haproxy-clientip", "ip", "Say in the PROXY protocol line that this is the client", \.clientAddress)
            .needing(.clientAddress),
        group.flag("haproxy-protocol", "Send a PROXY protocol line first", \.announcesClient),
        group.text("noproxy", "list", "Reach these hosts without a proxy", \.bypass),
        group.setting(
            "preproxy", .value("[protocol://]host[:port]"), "Reach the proxy through this one",
            words: { group, showingSecrets in
                group.preproxy.map { [[showingSecrets ? $0 : Secrets.masked(url: $0)]] } ?? []
            },
            apply: { group, option in group.preproxy = option.value }),
        RequestSetting(
            definition: OptionDefinition(
                "proxy-header", nil, .value("header/@file"), .proxy, "Send this field to the proxy", isRepeatable: true,
                .done { draft, option in draft.request.proxy.headerLines += try draft.headerLines(option) })
        ) { request, showingSecrets in
            request.proxy.headerLines.filter { !$0.utf8.starts(with: "@".utf8) }
                .flatMap { ["--proxy-header", showingSecrets ? $0 : Secrets.masked(field: $0)] }
        },
        group.flag("proxy-http2", "Speak HTTP/2 with an HTTPS proxy if it does", \.offersHTTP2).needing(.http2Proxy),
        group.flag("proxy-insecure", "Take any certificate of the proxy", \.trustsAnyCertificate),
        group.text("proxy-service-name", "name", "The proxy's name for SPNEGO", \.serviceName),
        group.setting(
            "proxy-tlsv1", .none, "Speak TLS 1.0 at least with the proxy",
            words: { group, _ in group.tls.minimumVersion == .v1 ? [[]] : [] },
            apply: { group, _ in group.tls.minimumVersion = .v1 }),
        group.setting(
            "proxy-user", short: "U", .value("user:password"), "Log in to the proxy; the password is asked for if left out",
            words: { group, showingSecrets in
                group.credentials.map { [[showingSecrets ? $0 : Secrets.masked(credentials: $0)]] } ?? []
            },
            apply: { group, option in group.credentials = option.value }),
        group.flag("proxytunnel", short: "p", "CONNECT through the proxy for http too", \.tunnels),
        group.member("socks5-basic", "Log in to a SOCKS5 proxy by password", \.socksSchemes, .password),
        group.member("socks5-gssapi", "Log in to a SOCKS5 proxy by GSS-API", \.socksSchemes, .gssapi),
        group.setting(
            "socks5-gssapi-service", .value("name"), "The same as --proxy-service-name", words: { _, _ in [] },
            apply: { group, option in group.serviceName = option.value }),
        group.flag("socks5-gssapi-nec", "Settle the protection unsealed, as NEC's proxy does", \.socksProtectionIsUnsealed),
        group.flag("suppress-connect-headers", "Leave out the proxy's answer to CONNECT", \.hidesConnectHeads),
    ] + schemeSettings(group, \.schemes, prefix: "proxy-")
    + tlsSettings(SettingGroup(\.proxy.tls, .proxy, prefix: "proxy-"))

private func proxy(
    short: Unicode.Scalar? = nil, _ argument: String, _ summary: String, _ kind: ProxyKind
) -> RequestSetting {
    group.setting(
        kind.rawValue, short: short, .value(argument), summary,
        words: { group, showingSecrets in
            guard group.kind == kind, let url = group.url else { return [] }
            return [[showingSecrets ? url : Secrets.masked(url: url)]]
        },
        apply: { group, option in
            group.url = option.value
            group.kind = kind
        })
}

/// `--basic --digest …`, with a prefix the proxy's.
func schemeSettings<Group>(
    _ group: SettingGroup<Group>, _ field: any SettingGroup<Group>.Field<AuthenticationSchemes>, prefix: String = ""
) -> [RequestSetting] {
    let whom = prefix.isEmpty ? "" : " to the proxy"
    return [
        group.setting(
            prefix + "anyauth", .flag, "Log in\(whom) by the safest way it offers",
            words: { group, _ in group[keyPath: field].contains(.any) ? [[]] : [] },
            apply: { group, option in group[keyPath: field] = option.isOn ? .any : [] }),
        group.member(prefix + "basic", "Log in\(whom) by Basic", field, .basic, of: .any),
        group.member(prefix + "digest", "Log in\(whom) by Digest", field, .digest, of: .any),
        group.member(prefix + "negotiate", "Log in\(whom) by SPNEGO", field, .negotiate, of: .any),
        group.member(prefix + "ntlm", "Log in\(whom) by NTLM", field, .ntlm, of: .any),
    ]
}
