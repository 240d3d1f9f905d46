internal import CCurl
package import HTTP

/// A part of a URL as libcurl reads it, a scheme guessed and a port filled in; `nil` if there is none, or no URL.
package func urlPart(_ part: URLPart, of url: String) -> String? {
    withURL(url) { parsed in
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parsed, part.code, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK else { return nil }
        return taken(text)
    }
}

/// The URL without name and password; as it is if it cannot be read.
package func urlWithoutUser(_ url: String) -> String {
    withURL(url) { parsed in
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_set(parsed, CURLUPART_USER, nil, 0) == CURLUE_OK, curl_url_set(parsed, CURLUPART_PASSWORD, nil, 0) == CURLUE_OK,
            curl_url_get(parsed, CURLUPART_URL, &text, 0) == CURLUE_OK
        else { return nil }
        return taken(text)
    } ?? url
}

private func withURL(_ url: String, _ body: (OpaquePointer) -> String?) -> String? {
    CurlLibrary.start()
    guard let parsed = curl_url() else { return nil }
    defer { curl_url_cleanup(parsed) }
    let flags = UInt32(CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME)
    return curl_url_set(parsed, CURLUPART_URL, url, flags) == CURLUE_OK ? body(parsed) : nil
}

private func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    defer { curl_free(text) }
    return text.map { String(cString: $0) }
}

extension URLPart {
    fileprivate var code: CURLUPart {
        switch self {
        case .fragment: CURLUPART_FRAGMENT
        case .host: CURLUPART_HOST
        case .options: CURLUPART_OPTIONS
        case .password: CURLUPART_PASSWORD
        case .path: CURLUPART_PATH
        case .port: CURLUPART_PORT
        case .query: CURLUPART_QUERY
        case .scheme: CURLUPART_SCHEME
        case .user: CURLUPART_USER
        case .zoneid: CURLUPART_ZONEID
        }
    }
}
