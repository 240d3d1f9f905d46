// A redirect that was not followed, followed afterwards.
extension Plan {
    /// The plan that fetches what a redirect of `status` leads to: `url` is absolute. As `-L` does it, a POST becomes a GET
    /// unless the status (307, 308) or an option forbids that, and another host gets neither passwords nor cookies.
    package func following(_ url: String, status: Int) -> Plan {
        var plan = self
        var request = plan.request
        request.url = url
        request.resumeFrom = nil
        request.target = nil
        if becomesGET(status) {
            if request.method != nil || !request.isGET { request.method = nil }
            request.body = nil
            request.form = nil
            request.upload = nil
        }
        if !request.redirects.trustsEveryHost, Origin(url) == nil || Origin(url) != Origin(self.request.url) {
            request.credentials = nil
            let netrc = request.authentication.netrc
            request.authentication = Authentication()
            request.authentication.netrc = netrc
            request.cookies.literal = nil
            request.headerLines.removeAll { line in
                let name = line.prefix { $0 != ":" && $0 != ";" }.lowercased()
                return ["authorization", "cookie"].contains(name)
            }
        }
        plan.request = request
        return plan
    }

    private func becomesGET(_ status: Int) -> Bool {
        let isPost = request.sentMethod == "POST"
        return switch status {
        case 301: isPost && !request.redirects.keepsPostOn301
        case 302: isPost && !request.redirects.keepsPostOn302
        case 303: request.sentMethod != "HEAD" && !(isPost && request.redirects.keepsPostOn303)
        default: false
        }
    }
}

extension Request {
    /// `--follow`: a redirect of that status makes libcurl ask by GET, and `-X` has no say any more.
    package func dropsMethod(afterRedirect status: Int) -> Bool {
        guard followsRedirects, redirects.obeysStatus, method != nil else { return false }
        let isPost = body != nil || form != nil
        return switch status {
        case 301: isPost && !redirects.keepsPostOn301
        case 302: isPost && !redirects.keepsPostOn302
        case 303: !(isPost && redirects.keepsPostOn303)
        default: false
        }
    }
}

/// Scheme, host and port of a URL, for comparison.
private struct Origin: Equatable {
    let text: String

    /// `nil` if the URL has no scheme.
    init?(_ url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let scheme = url[..<separator.lowerBound].lowercased()
        let authority = url[separator.upperBound...].prefix { !"/?#\\".contains($0) }
        let host = (authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority).lowercased()
        let port = ["http": ":80", "https": ":443"][scheme] ?? ""
        let hasPort = host.last?.isNumber == true && host.reversed().drop { $0.isNumber }.first == ":"
        text = "\(scheme)://\(host)\(hasPort ? "" : port)"
    }
}
