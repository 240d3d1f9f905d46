internal import CCurl
internal import Plan

extension CurlOptions {
    mutating func setProxy(_ proxy: ProxySettings) throws {
        try set(CURLOPT_PROXY, proxy.url)
        if proxy.offersHTTP2, proxy.kind == .http {
            try set(CURLOPT_PROXYTYPE, curlew_https2_proxy)
        } else if proxy.url != nil {
            try set(CURLOPT_PROXYTYPE, Int(proxy.kind.code.rawValue))
        }
        try set(CURLOPT_PRE_PROXY, proxy.preproxy)
        try set(CURLOPT_NOPROXY, proxy.bypass)
        try set(CURLOPT_PROXYUSERPWD, proxy.credentials)
        if let scheme = proxy.scheme { try set(CURLOPT_PROXYAUTH, scheme.bits()) }
        if !proxy.socksSchemes.isEmpty {
            let password = proxy.socksSchemes.contains(.password), gssapi = proxy.socksSchemes.contains(.gssapi)
            try set(CURLOPT_SOCKS5_AUTH, curlew_auth(password ? 1 : 0, 0, 0, 0, gssapi ? 1 : 0, 0))
        }
        if proxy.socksProtectionIsUnsealed { try set(CURLOPT_SOCKS5_GSSAPI_NEC, 1) }
        try set(CURLOPT_PROXY_SERVICE_NAME, proxy.serviceName)
        if !proxy.headerLines.isEmpty {
            try set(CURLOPT_PROXYHEADER, list: proxy.headerLines)
            // The fields of -H are then for the server alone.
            try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        }
        if proxy.tunnels { try set(CURLOPT_HTTPPROXYTUNNEL, 1) }
        if proxy.hidesConnectHeads { try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1) }
        try set(curlew_option_client_address, proxy.clientAddress)
        if proxy.announcesClient { try set(CURLOPT_HAPROXYPROTOCOL, 1) }
    }
}

extension ProxySettings {
    /// For the proxy the tool picks the first of these; for the server it allows all.
    fileprivate var scheme: AuthenticationSchemes? {
        [.any, .negotiate, .ntlm, .digest, .basic].first(where: schemes.contains)
    }
}

extension ProxyKind {
    fileprivate var code: curl_proxytype {
        switch self {
        case .http: CURLPROXY_HTTP
        case .http1_0: CURLPROXY_HTTP_1_0
        case .socks4: CURLPROXY_SOCKS4
        case .socks4a: CURLPROXY_SOCKS4A
        case .socks5: CURLPROXY_SOCKS5
        case .socks5Hostname: CURLPROXY_SOCKS5_HOSTNAME
        }
    }
}
