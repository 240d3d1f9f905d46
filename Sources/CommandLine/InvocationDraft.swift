internal import HTTPModel

/// What has been understood of a command line so far; each option adds to it or overrides it.
struct InvocationDraft {
    var invocation = Invocation(request: Request(url: ""))
    /// The words that name what to fetch: URLs, or with `--demo` a recording.
    var words: [String] = []
    var fails = false
    var isSilent = false
    var showsErrors = false
    var isDemo = false
    var replayPath: String?
    let files: any FileReader

    init(files: any FileReader) {
        self.files = files
    }

    var request: Request {
        get { invocation.request }
        set { invocation.request = newValue }
    }

    /// Joins what `-d` and its kin give, by `&` as curl does.
    mutating func appendData(_ bytes: [UInt8], separator: [UInt8] = [UInt8(ascii: "&")]) {
        guard let body = request.body else {
            request.body = bytes
            return
        }
        request.body = body + separator + bytes
    }

    func contents(of path: String, for option: TypedOption) throws -> [UInt8] {
        do {
            return try files.contents(of: path)
        } catch {
            let reason = (error as? UnreadableFile)?.reason ?? "\(error)"
            throw option.error("cannot read \(path): \(reason)", exitStatus: 26)
        }
    }

    /// Checks what only the whole command line can tell.
    func finished() throws -> Invocation {
        var invocation = invocation
        invocation.isSilent = isSilent
        invocation.showsErrors = showsErrors || !isSilent
        if request.fetchesHeadOnly && request.body != nil {
            throw CommandLineError(
                "You can only select one HTTP request method! You asked for both POST (-d, --data) and HEAD (-I, --head).")
        }
        if isDemo {
            if words.count > 1 { throw CommandLineError("--demo plays one recording: \(words[1]) is one too many") }
            invocation.source = .demo(name: words.first)
            return invocation
        }
        if let replayPath {
            if let word = words.first { throw CommandLineError("--replay plays a file and fetches nothing: \(word) is one too many") }
            invocation.source = .replay(path: replayPath)
            return invocation
        }
        guard let url = words.first else {
            throw CommandLineError("no URL specified!\n\(CommandLineError.hint)")
        }
        if words.count > 1 { throw CommandLineError("one URL at a time: \(words[1]) is one too many\n\(CommandLineError.hint)") }
        invocation.request.url = url
        invocation.needsPassword = request.credentials.map { !$0.contains(":") } ?? false
        return invocation
    }
}
