internal import CCurl
internal import Plan

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
        // Signals would reach whatever thread the process happens to run them on.
        try set(CURLOPT_NOSIGNAL, 1)
        // A time limit that is reached while a name is looked up does not wait for the look-up's end.
        try setIfThere(CURLOPT_QUICK_EXIT, 1)
        // HTTP asks nothing more for it.
        try set(CURLOPT_FILETIME, 1)
        try setMessage(request)
        try setForm(request)
        try setUpload(request)
        try setRange(request)
        try setMemory(request)
        try setAuthentication(request)
        try setProtocols(request.protocols)
        try setRedirects(request)
        try setConnection(request.connection)
        try setProxy(request.proxy)
        try setTLS(request)
        try setLimits(request.limits)
        if let limit = request.maximumTime { try set(CURLOPT_TIMEOUT_MS, limit) }
        if let limit = request.connectTimeout { try set(CURLOPT_CONNECTTIMEOUT_MS, limit) }
    }

    func set(_ option: CURLoption, _ value: Int) throws {
        try check(curlew_setopt_long(handle, option, value))
    }

    func set(_ option: CURLoption, offset value: Int) throws {
        try check(curlew_setopt_offset(handle, option, curl_off_t(value)))
    }

    /// For what a libcurl may be built without, and nothing is lost.
    func setIfThere(_ option: CURLoption, _ value: Int) throws {
        let code = curlew_setopt_long(handle, option, value)
        if code != CURLE_NOT_BUILT_IN && code != CURLE_UNKNOWN_OPTION { try check(code) }
    }

    /// If there is a value; else libcurl's own stays.
    func set(_ option: CURLoption, _ value: String?) throws {
        guard let value else { return }
        try check(curlew_setopt_string(handle, option, value))
    }

    /// If there are any.
    mutating func set(_ option: CURLoption, list values: [String]) throws {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) ?? list }
        guard let list else { return }
        lists.append(list)
        try check(curlew_setopt_list(handle, option, list))
    }

    func check(_ code: CURLcode) throws {
        if code != CURLE_OK { throw OptionRefusal(code: code) }
    }
}
