internal import CCurl
internal import Glibc
internal import HTTPModel

/// A libcurl option was refused: the transfer cannot be what was asked for.
struct OptionRefusal: Error {
    let code: CURLcode
}

/// What a `Request` means in libcurl's options, the same that the curl tool sets for it.
struct CurlOptions {
    let handle: UnsafeMutableRawPointer
    /// Lists that libcurl reads until the transfer has ended.
    private(set) var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// A multipart body, read by libcurl while it is sent.
    var form: OpaquePointer?

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    /// After the handle is gone.
    func free() {
        for list in lists { curl_slist_free_all(list) }
        curl_mime_free(form)
    }

    mutating func set(_ request: Request) throws {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_DEFAULT_PROTOCOL, "http")
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Signals would reach whatever thread the process happens to run them on.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_BUFFERSIZE, 512 * 1024)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        // HTTP asks nothing more for it.
        try set(CURLOPT_FILETIME, 1)
        try setMessage(request)
        try setForm(request)
        try setUpload(request)
        try setRange(request)
        try setMemory(request)
        try setRedirects(request)
        try setTLS(request)
        if let limit = request.maximumTime { try set(CURLOPT_TIMEOUT_MS, limit) }
        if let limit = request.connectTimeout { try set(CURLOPT_CONNECTTIMEOUT_MS, limit) }
    }

    private mutating func setMessage(_ request: Request) throws {
        if let body = request.body {
            try set(CURLOPT_POST, 1)
            try check(curlew_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
            try body.withUnsafeBufferPointer { bytes in
                // An empty body is a body too, and no pointer means that one is read by a callback.
                var none: CChar = 0
                try withUnsafeMutablePointer(to: &none) { none in
                    let start = bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
                    let source = start ?? UnsafeMutableRawPointer(none)
                    try check(curlew_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, source))
                }
            }
        }
        if request.fetchesHeadOnly { try set(CURLOPT_NOBODY, 1) }
        if request.refusesErrorBody { try set(CURLOPT_FAILONERROR, 1) }
        if let method = request.method { try set(CURLOPT_CUSTOMREQUEST, method) }
        // libcurl sends no such field for an empty text.
        try set(CURLOPT_USERAGENT, request.userAgent ?? Version.userAgent)
        if request.decodesContent { try set(CURLOPT_ACCEPT_ENCODING, "") }
        if let credentials = request.credentials { try set(CURLOPT_USERPWD, credentials) }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in request.headerLines { list = curl_slist_append(list, line) ?? list }
        if let list {
            lists.append(list)
            try check(curlew_setopt_list(handle, CURLOPT_HTTPHEADER, list))
        }
    }

    private func setRedirects(_ request: Request) throws {
        try set(CURLOPT_FOLLOWLOCATION, request.followsRedirects ? 1 : 0)
        try set(CURLOPT_MAXREDIRS, request.maximumRedirects)
        guard var referer = request.referer else { return }
        // curl(1), --referer: `;auto` behind the URL sends the previous hop's.
        if referer.hasSuffix(";auto") {
            referer.removeLast(5)
            try set(CURLOPT_AUTOREFERER, 1)
        }
        if !referer.isEmpty { try set(CURLOPT_REFERER, referer) }
    }

    private func setTLS(_ request: Request) throws {
        try set(CURLOPT_CERTINFO, 1)
        guard request.verifiesPeer else {
            try set(CURLOPT_SSL_VERIFYPEER, 0)
            try set(CURLOPT_SSL_VERIFYHOST, 0)
            return
        }
        // As the tool reads them: the first one alone, else both others.
        if let bundle = environment("CURL_CA_BUNDLE") {
            try set(CURLOPT_CAINFO, bundle)
        } else {
            if let directory = environment("SSL_CERT_DIR") { try set(CURLOPT_CAPATH, directory) }
            if let file = environment("SSL_CERT_FILE") { try set(CURLOPT_CAINFO, file) }
        }
    }

    private func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    func set(_ option: CURLoption, _ value: Int) throws {
        try check(curlew_setopt_long(handle, option, value))
    }

    func set(_ option: CURLoption, _ value: String) throws {
        try check(curlew_setopt_string(handle, option, value))
    }

    func check(_ code: CURLcode) throws {
        if code != CURLE_OK { throw OptionRefusal(code: code) }
    }
}
