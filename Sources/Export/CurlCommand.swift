internal import Bytes
internal import CommandLine
package import Plan

/// The `curl` command that does what a plan asks for, for a POSIX shell.
///
/// Passwords, Authorization and Cookie fields and the user part of the URL read `***` unless its secrets are asked
/// for. curlew's own User-Agent is left to curl. A body that no argument can carry (a NUL, or bytes that are no UTF-8)
/// comes by a pipe.
package struct CurlCommand: Sendable {
    private let plan: Plan
    private var request: Request { plan.request }

    package init(_ plan: Plan) {
        self.plan = plan
    }

    /// Some of it is masked unless asked for.
    package var hasSecrets: Bool {
        text(showingSecrets: false) != text(showingSecrets: true)
    }

    package func text(showingSecrets: Bool) -> String {
        var words = ["curl"]
        if request.hasGlobCharacters { words.append("--globoff") }
        let url = showingSecrets ? request.url : Secrets.masked(url: request.url)
        words += url.utf8.starts(with: "-".utf8) || url.isEmpty ? ["--url", url] : [url]
        if let method = request.method { words += ["-X", method] }
        if request.fetchesHeadOnly { words.append("-I") }
        // A line that begins with an @ would be read as the name of a file; it is no field in any case.
        for line in request.headerLines where !line.utf8.starts(with: "@".utf8) {
            words += ["-H", showingSecrets ? line : Secrets.masked(field: line)]
        }
        if let agent = request.userAgent { words += ["-A", agent] }
        if let referer = request.referer { words += ["-e", showingSecrets ? referer : Secrets.masked(url: referer)] }
        if let credentials = request.credentials {
            words += ["-u", showingSecrets ? credentials : Secrets.masked(credentials: credentials)]
        }
        if request.followsRedirects { words.append(request.redirects.obeysStatus ? "--follow" : "-L") }
        if request.maximumRedirects != 50 { words += ["--max-redirs", "\(request.maximumRedirects)"] }
        if !request.verifiesPeer { words.append("-k") }
        if request.decodesContent { words.append("--compressed") }
        if let limit = request.maximumTime { words += ["-m", String(secondsOf: limit)] }
        if let limit = request.connectTimeout { words += ["--connect-timeout", String(secondsOf: limit)] }
        words += retryWords
        words += request.conditionWords(showingSecrets: showingSecrets) + request.formAndUploadWords(showingSecrets: showingSecrets)
        words += RequestSetting.all.flatMap { $0.words(request, showingSecrets) }
        let data = DataWords(request.body, showingSecrets: showingSecrets)
        return data.pipe + (words + data.words).map(shellQuoted).joined(separator: " ")
    }

    private var retryWords: [String] {
        let retry = plan.retry
        guard retry.limit > 0 else { return [] }
        var words = ["--retry", "\(retry.limit)"]
        if retry.delay > 0 { words += ["--retry-delay", "\(retry.delay)"] }
        if retry.maximumTime > 0 { words += ["--retry-max-time", "\(retry.maximumTime)"] }
        if retry.retriesRefusal { words.append("--retry-connrefused") }
        if retry.retriesAllErrors { words.append("--retry-all-errors") }
        return words
    }
}

extension Request {
    /// In what curl would read as a pattern.
    fileprivate var hasGlobCharacters: Bool {
        var texts = [url]
        if case .file(let path)? = upload { texts.append(path) }
        return texts.contains { $0.utf8.contains { "[]{}".utf8.contains($0) } }
    }
}
