internal import CCurl
internal import Plan

/// The request as a message, and what it keeps for the next.
extension CurlOptions {
    mutating func setMessage(_ request: Request) throws {
        // What it holds comes from a `BodySource`.
        if request.body != nil { try set(CURLOPT_POST, 1) }
        if request.fetchesHeadOnly { try set(CURLOPT_NOBODY, 1) }
        if request.refusesErrorBody { try set(CURLOPT_FAILONERROR, 1) }
        if let method = request.method { try set(CURLOPT_CUSTOMREQUEST, method) }
        // libcurl sends no such field for an empty text.
        try set(CURLOPT_USERAGENT, request.userAgent ?? Version.userAgent)
        if request.decodesContent { try set(CURLOPT_ACCEPT_ENCODING, "") }
        try set(CURLOPT_HTTPHEADER, list: request.headerLines)
    }

    /// All but the callbacks, which are the `UploadReader`'s.
    func setUpload(_ request: Request) throws {
        if request.convertsLineEnds { try set(CURLOPT_CRLF, 1) }
        if request.upload != nil { try set(CURLOPT_UPLOAD, 1) }
    }

    /// Which part of the resource, and on what condition.
    func setRange(_ request: Request) throws {
        if let target = request.target { try set(CURLOPT_REQUEST_TARGET, target) }
        // After `--range`, since it takes its place.
        if let range = request.range { try set(CURLOPT_RANGE, range) }
        if let offset = request.resumeFrom {
            try check(curlew_setopt_offset(handle, CURLOPT_RESUME_FROM_LARGE, curl_off_t(offset)))
        }
        guard let condition = request.timeCondition else { return }
        let kind =
            switch condition.kind {
            case .modifiedSince: CURL_TIMECOND_IFMODSINCE
            case .unmodifiedSince: CURL_TIMECOND_IFUNMODSINCE
            case .lastModified: CURL_TIMECOND_LASTMOD
            }
        try set(CURLOPT_TIMECONDITION, Int(kind.rawValue))
        try check(curlew_setopt_offset(handle, CURLOPT_TIMEVALUE_LARGE, curl_off_t(condition.time)))
    }

    /// What one request keeps for the next.
    func setMemory(_ request: Request) throws {
        let cookies = request.cookies
        if let literal = cookies.literal { try set(CURLOPT_COOKIE, literal) }
        for file in cookies.files { try set(CURLOPT_COOKIEFILE, file) }
        // An empty name reads nothing and keeps what comes. The jar itself is written by `TransferShare`.
        if cookies.jar != nil { try set(CURLOPT_COOKIEFILE, "") }
        if cookies.dropsSessionCookies { try set(CURLOPT_COOKIESESSION, 1) }
        if let path = request.serverMemory.alternativeServices { try set(CURLOPT_ALTSVC, path) }
        if let path = request.serverMemory.strictTransport {
            try set(CURLOPT_HSTS_CTRL, curlew_hsts_enable)
            try set(CURLOPT_HSTS, path)
        }
    }
}
