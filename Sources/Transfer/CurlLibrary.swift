internal import CCurl

/// libcurl's global state: made once, before the first handle, on whatever thread needs it first.
enum CurlLibrary {
    private static let isStarted: Bool = curlew_global_init() == CURLE_OK

    static func start() {
        _ = isStarted
    }
}

/// libcurl's own word for what it is made of.
package var libcurlVersion: String {
    CurlLibrary.start()
    return String(cString: curl_version())
}

/// The moment that `text` stands for in one of the forms of curl_getdate(3), in seconds since 1970; `nil` if it is no date.
package func curlDate(_ text: String) -> Int? {
    let time = curl_getdate(text, nil)
    return time == -1 ? nil : time
}
