internal import CCurl
internal import Plan

/// What one request keeps for the next.
extension CurlOptions {
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
