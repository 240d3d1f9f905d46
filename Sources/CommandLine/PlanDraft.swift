internal import Plan

/// What has been understood of a command line so far; each option adds to it or overrides it.
struct PlanDraft {
    var plan = Plan(request: Request(url: ""))
    /// The words that name what to fetch: URLs, or with `--demo` a recording.
    var words: [String] = []
    /// All data options so far, joined; `nil` if there is none.
    var data: [UInt8]?
    /// `-F`, `--form-string`, `--form-escape`.
    var form = FormDraft()
    /// `-T`, in order: the first is for the first URL pattern, and so on; an empty one is for none.
    var uploads: [String] = []
    /// `--etag-compare`.
    var comparedTag: TypedOption?
    /// What is odd and does not stop anything; one line each.
    var warnings: [String] = []
    /// `-G`.
    var sendsDataInQuery = false
    /// `--json` was among the data options.
    var isJSON = false
    /// `--url-query`.
    var query: [UInt8]?
    /// `-o` and `-O`, in order.
    var outputs: [OutputName] = []
    /// `--remote-name-all` and its opposite: from which URL on, zero-based.
    var remoteNaming: [(from: Int, isOn: Bool)] = []
    var run = Run()
    /// `-g`.
    var takesURLsLiterally = false
    var isSilent = false
    var showsErrors = false
    var isDemo = false
    var replayPath: String?
    var speed = ReplaySpeed.times(1)
    /// `--speed`, as it was typed; nil if it only stands in a config file, for whenever something is played.
    var speedOption: TypedOption?
    var recordPath: String?
    var recordsSecrets = false
    private let files: any FileReader

    init(files: any FileReader) {
        self.files = files
    }

    /// An empty draft after `--next`, with what is said of the whole run.
    func fresh() -> PlanDraft {
        var fresh = PlanDraft(files: files)
        fresh.speed = speed
        fresh.speedOption = speedOption
        fresh.recordPath = recordPath
        fresh.recordsSecrets = recordsSecrets
        fresh.run = run
        fresh.isSilent = isSilent
        fresh.showsErrors = showsErrors
        fresh.isDemo = isDemo
        fresh.replayPath = replayPath
        return fresh
    }

    mutating func takeWarnings() -> [String] {
        defer {
            warnings = []
            form.warnings = []
        }
        return warnings + form.warnings
    }

    var request: Request {
        get { plan.request }
        set { plan.request = newValue }
    }

    var output: Output {
        get { plan.output }
        set { plan.output = newValue }
    }

    /// Joins data to what there is by `&`, as curl does; `--json` joins by nothing.
    mutating func appendData(_ bytes: [UInt8], separator: [UInt8] = [UInt8(ascii: "&")]) {
        data = data.map { $0 + separator + bytes } ?? bytes
    }

    mutating func appendQuery(_ bytes: [UInt8]) {
        query = query.map { $0 + [UInt8(ascii: "&")] + bytes } ?? bytes
    }

    /// Exit status 26 if the file cannot be read. curl before 8.0 warned and sent nothing in its
    /// place; what a file should have held is never left out here.
    func contents(of path: some StringProtocol, for option: TypedOption) throws -> [UInt8] {
        do {
            return try files.contents(of: String(path))
        } catch {
            let reason = (error as? UnreadableFile)?.reason ?? "\(error)"
            throw option.error("cannot read \(path): \(reason)", exitStatus: 26)
        }
    }

    /// The recording shipped with curlew, the first one if none is named. Throws `CommandLineError`.
    func demo(named name: String?) throws -> Recording {
        try files.demo(named: name)
    }

    /// The moment that a date, or else the change of a file, stands for, in seconds since 1970; `nil` if it is neither.
    func time(of text: String) -> Int? {
        files.time(of: text)
    }

    /// `--etag-compare`: what the file holds without its line ends. A file that `--etag-save` is still to make may be missing.
    func entityTag(in option: TypedOption) throws -> String {
        let mayBeMissing = plan.entityTagPath != nil
        let bytes = mayBeMissing ? (try? files.contents(of: option.value)) ?? [] : try contents(of: option.value, for: option)
        let tag = String(decoding: bytes.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0 }, as: UTF8.self)
        return tag.isEmpty ? "\"\"" : tag
    }

    /// The value itself, or of `@path` the file's bytes.
    func valueOrContents(_ option: TypedOption) throws -> [UInt8] {
        let bytes = option.value.utf8
        guard bytes.first == UInt8(ascii: "@") else { return Array(bytes) }
        return try contents(of: Substring(bytes.dropFirst()), for: option)
    }

    /// `--data-urlencode`: `text`, `=text`, `name=text`, `@file` or `name@file`; only what follows
    /// the sign is encoded.
    func urlEncoded(_ option: TypedOption) throws -> [UInt8] {
        let bytes = option.value.utf8
        let sign = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.firstIndex(of: UInt8(ascii: "@"))
        guard let sign else { return percentEncoded(bytes) }
        let rest = bytes[bytes.index(after: sign)...]
        let isFile = bytes[sign] == UInt8(ascii: "@")
        let content = isFile ? try contents(of: Substring(rest), for: option) : Array(rest)
        let name = Array(bytes[..<sign])
        return (name.isEmpty ? [] : name + [UInt8(ascii: "=")]) + percentEncoded(content)
    }
}
