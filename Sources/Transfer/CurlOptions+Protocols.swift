internal import CCurl
internal import Plan

extension CurlOptions {
    func setProtocols(_ protocols: ProtocolSettings) throws {
        // A default of ours would make libcurl find a host in a URL that has none, as `/users`.
        try set(CURLOPT_DEFAULT_PROTOCOL, protocols.defaultScheme)
        if protocols.schemes.isEmpty {
            try check(curlew_allow_no_scheme(handle))
        } else {
            try set(CURLOPT_PROTOCOLS_STR, protocols.schemes.names)
        }
        try set(CURLOPT_HTTP_VERSION, protocols.version.code)
        if protocols.allowsHTTP09 { try set(CURLOPT_HTTP09_ALLOWED, 1) }
        if protocols.keepsDotSegments { try set(CURLOPT_PATH_AS_IS, 1) }
        if protocols.asksForTransferCoding { try set(CURLOPT_TRANSFER_ENCODING, 1) }
        if protocols.isRaw {
            try set(CURLOPT_HTTP_CONTENT_DECODING, 0)
            try set(CURLOPT_HTTP_TRANSFER_DECODING, 0)
        }
        if protocols.ignoresContentLength { try set(CURLOPT_IGNORE_CONTENT_LENGTH, 1) }
        if protocols.refusesUserInURL { try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1) }
        if let limit = protocols.continueTimeout { try set(CURLOPT_EXPECT_100_TIMEOUT_MS, limit) }
    }

    func setRedirects(_ request: Request) throws {
        // Where libcurl cannot do it, `CurlLoop` does.
        let obeysStatus = request.redirects.obeysStatus && LibraryFacts.now.obeysStatus
        try set(CURLOPT_FOLLOWLOCATION, !request.followsRedirects ? 0 : obeysStatus ? curlew_follow_obeying_code : 1)
        try set(CURLOPT_MAXREDIRS, request.maximumRedirects)
        let policy = request.redirects
        if policy.trustsEveryHost { try set(CURLOPT_UNRESTRICTED_AUTH, 1) }
        let kept = [
            policy.keepsPostOn301 ? CURL_REDIR_POST_301 : 0, policy.keepsPostOn302 ? CURL_REDIR_POST_302 : 0,
            policy.keepsPostOn303 ? CURL_REDIR_POST_303 : 0,
        ]
        try set(CURLOPT_POSTREDIR, Int(kept.reduce(0, |)))
        if policy.schemes.isEmpty {
            try check(curlew_redirect_to_no_scheme(handle))
        } else {
            try set(CURLOPT_REDIR_PROTOCOLS_STR, policy.schemes.names)
        }
        guard var referer = request.referer else { return }
        // curl(1), --referer: `;auto` after the URL sends the previous hop's.
        if referer.hasSuffix(";auto") {
            referer.removeLast(5)
            try set(CURLOPT_AUTOREFERER, 1)
        }
        if !referer.isEmpty { try set(CURLOPT_REFERER, referer) }
    }
}

extension WebSchemes {
    fileprivate var names: String {
        [contains(.http) ? "http" : nil, contains(.https) ? "https" : nil].compactMap { $0 }.joined(separator: ",")
    }
}

extension HTTPVersion? {
    fileprivate var code: Int {
        switch self {
        case nil: CURL_HTTP_VERSION_2TLS
        case .http1_0?: CURL_HTTP_VERSION_1_0
        case .http1_1?: CURL_HTTP_VERSION_1_1
        case .http2?: CURL_HTTP_VERSION_2_0
        case .http2PriorKnowledge?: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
        case .http3?: CURL_HTTP_VERSION_3
        case .http3Only?: CURL_HTTP_VERSION_3ONLY
        }
    }
}
