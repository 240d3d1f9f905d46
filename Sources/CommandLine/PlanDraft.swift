internal import Bytes
internal import Plan

/// A word that names what to fetch.
struct URLWord: Equatable {
    var text: String
    /// It stands in the file of `--url @file`: no pattern, and saved under its own name.
    var isListed = false
}

/// What has been understood of a command line so far; each option adds to it or overrides it.
struct PlanDraft {
    var plan = Plan(request: Request(url: ""))
    /// The words that name what to fetch: URLs, or with `--demo` a recording.
    var words: [URLWord] = []
    /// All data options so far, joined; `nil` if there is none.
    var data: RequestBody?
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
    mutating func appendData(_ bytes: [UInt8], isJoined: Bool = true) {
        append(.bytes(bytes), isJoined)
    }

    /// The same of what a file holds. One that can be read again is read when it is sent; but whether it can be read at all
    /// is known now: exit status 26 if not.
    mutating func appendData(
        fromFile path: some StringProtocol, _ reading: BodyFile.Reading, for option: TypedOption, isJoined: Bool = true
    ) throws {
        let path = String(path)
        if try read(path, for: option, files.isLasting) {
            append(.file(BodyFile(path: path, reading: reading)), isJoined)
        } else {
            append(.bytes(reading.filtered(try contents(of: path, for: option))), isJoined)
        }
    }

    private mutating func append(_ content: RequestBody.Content, _ isJoined: Bool) {
        if data == nil {
            switch content {
            case .bytes(let bytes): data = RequestBody(bytes)
            case .file(let file): data = RequestBody(file)
            }
        } else {
            data?.append(content, isJoined: isJoined)
        }
    }

    /// All data as it stands in a query. Throws `CommandLineError`: exit status 26 if a file cannot be read any more.
    func queryData() throws -> [UInt8]? {
        try data?.bytes { path in
            do {
                return try files.contents(of: path)
            } catch {
                throw CommandLineError("cannot read \(path): \((error as? UnreadableFile)?.reason ?? "\(error)")", exitStatus: 26)
            }
        }
    }

    mutating func appendQuery(_ bytes: [UInt8]) {
        query = query.map { $0 + [UInt8(ascii: "&")] + bytes } ?? bytes
    }

    /// Exit status 26 if the file cannot be read. curl before 8.0 warned and sent nothing in its
    /// place; what a file should have held is never left out here.
    func contents(of path: some StringProtocol, for option: TypedOption) throws -> [UInt8] {
        try read(path, for: option) { try files.contents(of: $0) }
    }

    private func read<Value>(_ path: some StringProtocol, for option: TypedOption, _ take: (String) throws -> Value) throws -> Value {
        do {
            return try take(String(path))
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

    /// `--url @file`: a URL on each line that is not empty and no comment.
    func listedURLs(_ option: TypedOption) throws -> [URLWord] {
        try valueOrContents(option).split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = line.trimmed(\.isSpace)
            if text.isEmpty || text.first == UInt8(ascii: "#") { return nil }
            return URLWord(text: String(decoding: text, as: UTF8.self), isListed: true)
        }
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

    /// The same as data.
    mutating func appendValueOrContents(_ option: TypedOption, _ reading: BodyFile.Reading, isJoined: Bool = true) throws {
        let bytes = option.value.utf8
        guard bytes.first == UInt8(ascii: "@") else { return appendData(Array(bytes), isJoined: isJoined) }
        try appendData(fromFile: Substring(bytes.dropFirst()), reading, for: option, isJoined: isJoined)
    }

    /// `--data-urlencode`, as data.
    mutating func appendEncodedData(_ option: TypedOption) throws {
        let parts = option.encodedParts
        guard let path = parts.path else { return appendData(parts.front + percentEncoded(parts.text)) }
        if !parts.front.isEmpty { appendData(parts.front) }
        try appendData(fromFile: path, .percentEncoded, for: option, isJoined: parts.front.isEmpty)
    }

    /// The same as text.
    func urlEncoded(_ option: TypedOption) throws -> [UInt8] {
        let parts = option.encodedParts
        return parts.front + percentEncoded(try parts.path.map { try contents(of: $0, for: option) } ?? parts.text)
    }
}

extension TypedOption {
    /// Of `--data-urlencode`: `text`, `=text`, `name=text`, `@file` or `name@file`; only what follows the sign is encoded.
    /// `front` is the name with its `=`.
    fileprivate var encodedParts: (front: [UInt8], text: [UInt8], path: Substring?) {
        let bytes = value.utf8
        let sign = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.firstIndex(of: UInt8(ascii: "@"))
        guard let sign else { return ([], Array(bytes), nil) }
        let rest = bytes[bytes.index(after: sign)...]
        let name = Array(bytes[..<sign])
        let front = name.isEmpty ? [] : name + [UInt8(ascii: "=")]
        return bytes[sign] == UInt8(ascii: "@") ? (front, [], Substring(rest)) : (front, Array(rest), nil)
    }
}
