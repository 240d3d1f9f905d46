internal import HTTPModel

extension InvocationDraft {
    /// The meaning of the whole command line, after the checks that only the whole allows.
    /// Throws `CommandLineError`.
    func finished() throws -> Invocation {
        var finished = invocation
        finished.isSilent = isSilent
        finished.showsErrors = showsErrors || !isSilent
        if let source = try recording() {
            finished.source = source
            return finished
        }
        finished.request.url = try url()
        finished.needsPassword = request.credentials.map { !$0.utf8.contains(UInt8(ascii: ":")) } ?? false
        finished.request.body = sendsDataInQuery ? nil : data
        if finished.request.body != nil && request.fetchesHeadOnly {
            throw CommandLineError(
                "only one request method can be: POST (-d, --data) and HEAD (-I, --head) were asked for")
        }
        // With -G the data takes the place of --url-query, as in curl.
        if let query = sendsDataInQuery ? data ?? query : query {
            finished.request.url = appending(query: query, to: finished.request.url)
        }
        if isJSON {
            finished.request.headerLines += ["Content-Type", "Accept"].filter { !hasHeader($0) }
                .map { "\($0): application/json" }
        }
        return finished
    }

    private func recording() throws -> Source? {
        if isDemo && replayPath != nil {
            throw CommandLineError("--demo and --replay exclude each other")
        }
        if isDemo {
            if words.count > 1 { throw CommandLineError("--demo plays one recording; \(words[1]) is one too many") }
            return .demo(name: words.first)
        }
        guard let replayPath else { return nil }
        if let word = words.first {
            throw CommandLineError("--replay plays a file and fetches nothing; \(word) is one too many")
        }
        return .replay(path: replayPath)
    }

    private func url() throws -> String {
        guard let url = words.first else {
            throw CommandLineError("no URL specified!\n\(CommandLineError.hint)")
        }
        if words.count > 1 {
            throw CommandLineError("only one URL can be viewed; \(words[1]) is one too many\n\(CommandLineError.hint)")
        }
        return url
    }

    /// Whether an `-H` speaks of that field, be it to set, drop or empty it.
    private func hasHeader(_ name: String) -> Bool {
        request.headerLines.contains { line in
            let end = line.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }
            return end.map { line[..<$0].lowercased() == name.lowercased() } ?? false
        }
    }
}
