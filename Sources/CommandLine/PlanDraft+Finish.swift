internal import Plan

extension PlanDraft {
    /// What the options since the last `--next` mean, after the checks that only all of them allow.
    /// Throws `CommandLineError`.
    func finished() throws -> PlanGroup {
        var template = plan
        template.isSilent = isSilent
        template.showsErrors = showsErrors || !isSilent
        template.recording = recordPath.map { RecordingSettings(path: $0, keepsSecrets: recordsSecrets) }
        if let recording = try recording() {
            template.source = .recording(recording, speed)
            template.request.url = recording.address
            return PlanGroup(self, playing: template)
        }
        if words.isEmpty { throw CommandLineError(lackingURL: nil) }
        if let speedOption { throw speedOption.error("only recordings have a speed: --replay, --demo") }
        template.needsPassword = request.authentication.bearerToken == nil && lacksPassword(request.credentials)
        template.needsProxyPassword = lacksPassword(request.proxy.credentials)
        template.request.body = sendsDataInQuery ? nil : data
        template.request.form = form.form
        try checkMethods()
        if let comparedTag {
            template.request.headerLines.append("If-None-Match: \(try entityTag(in: comparedTag))")
        }
        if isJSON {
            template.request.headerLines += ["Content-Type", "Accept"].filter { !hasHeader($0) }
                .map { "\($0): application/json" }
        }
        return PlanGroup(
            self, template: template,
            // With -G the data takes the place of --url-query, as in curl.
            query: sendsDataInQuery ? try queryData() ?? query : query)
    }

    private func lacksPassword(_ credentials: String?) -> Bool {
        credentials.map { !$0.utf8.contains(UInt8(ascii: ":")) } ?? false
    }

    /// A body of one kind, or none. Throws `CommandLineError`.
    private func checkMethods() throws {
        var methods: [String] = []
        if form.form != nil { methods.append("multipart formpost (-F, --form)") }
        if data != nil {
            if !sendsDataInQuery { methods.append("POST (-d, --data)") }
            if sendsDataInQuery && !request.fetchesHeadOnly { methods.append("GET (-G, --get)") }
        }
        if request.fetchesHeadOnly { methods.append("HEAD (-I, --head)") }
        if uploads.contains(where: { !$0.isEmpty }) { methods.append("PUT (-T, --upload-file)") }
        if data != nil, !sendsDataInQuery, let offset = request.resumeFrom, offset > 0 { throw CommandLineError(Plan.resumedPost) }
        if methods.count > 1 {
            throw CommandLineError("only one request method can be: \(methods.joined(separator: " and ")) were asked for")
        }
    }

    /// A URL, or the name of a file to upload. Throws `CommandLineError`.
    func glob(_ word: String) throws(CommandLineError) -> URLGlob {
        if takesURLsLiterally { return .literal(word) }
        var parser = URLGlobParser(word)
        return try parser.parse()
    }

    /// Throws `CommandLineError`.
    private func recording() throws -> Recording? {
        if isDemo && replayPath != nil {
            throw CommandLineError("--demo and --replay exclude each other")
        }
        if isDemo {
            if words.count > 1 { throw CommandLineError("--demo plays one recording; \(words[1].text) is one too many") }
            return try demo(named: words.first?.text)
        }
        guard let replayPath else { return nil }
        if let word = words.first {
            throw CommandLineError("--replay plays a file and fetches nothing; \(word.text) is one too many")
        }
        return .file(path: replayPath)
    }

    /// Whether an `-H` speaks of that field, be it to set, drop or empty it.
    private func hasHeader(_ name: String) -> Bool {
        request.headerLines.contains { line in
            let end = line.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }
            return end.map { line[..<$0].lowercased() == name.lowercased() } ?? false
        }
    }
}

extension Recording {
    /// What stands for a URL.
    fileprivate var address: String {
        switch self {
        case .file(let path): path
        case .text(_, let name): "demo:\(name)"
        }
    }
}
