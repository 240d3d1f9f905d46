internal import Plan

/// What stands between two `--next`: one set of options, and the URLs it is for.
struct InvocationGroup {
    /// Everything but the URL and the output file.
    let template: Invocation
    /// At least one.
    let globs: [URLGlob]
    /// The `-o` and `-O` in order: the first is for the first URL pattern, and so on.
    let outputs: [OutputName]
    /// `--remote-name-all` and its opposite, for the patterns that are left: from which on, zero-based.
    let remoteNaming: [(from: Int, isOn: Bool)]
    /// The `-T` in order, for the first URL pattern and so on; `nil` uploads nothing.
    let uploads: [URLGlob?]
    /// To be joined to each URL's query.
    let query: [UInt8]?
    let count: Int

    /// Throws `CommandLineError` where there are more URLs than can be counted.
    init(_ draft: InvocationDraft, template: Invocation, globs: [URLGlob], query: [UInt8]?) throws {
        uploads = try draft.uploads.prefix(globs.count).map { $0.isEmpty ? nil : try draft.glob($0) }
        var count = 0
        for (position, glob) in globs.enumerated() {
            let files = position < uploads.count ? uploads[position]?.count ?? 1 : 1
            let (product, isTooLarge) = glob.count.multipliedReportingOverflow(by: files)
            let (sum, overflows) = count.addingReportingOverflow(product)
            if overflows || isTooLarge { throw CommandLineError("more URLs than can be counted", exitStatus: 3) }
            count = sum
        }
        self.template = template
        self.globs = globs
        self.query = query
        self.count = count
        outputs = draft.outputs
        remoteNaming = draft.remoteNaming
    }

    /// The exchange at `index`, counted from 0 in the order of fetching, below `count`.
    func invocation(at index: Int) -> Invocation {
        let isFirst = index == 0
        var position = 0, index = index
        while position < globs.count - 1, case let count = globs[position].count * (upload(position)?.count ?? 1), index >= count {
            index -= count
            position += 1
        }
        // All URLs for the first file, then all for the next.
        let (file, url) = index.quotientAndRemainder(dividingBy: globs[position].count)
        var invocation = invocation(
            globs[position].expansion(at: url), position, uploading: upload(position)?.expansion(at: file).url)
        invocation.output.appendsHeads = !isFirst
        return invocation
    }

    private func upload(_ position: Int) -> URLGlob? {
        position < uploads.count ? uploads[position] : nil
    }

    private func invocation(_ expansion: URLGlob.Expansion, _ position: Int, uploading file: String?) -> Invocation {
        var invocation = template
        invocation.request.url = query.map { appending(query: $0, to: expansion.url) } ?? expansion.url
        if let file { invocation.upload(file) }
        let isRemote = remoteNaming.last { $0.from <= position }?.isOn ?? false
        let output = position < outputs.count ? outputs[position] : isRemote ? .remote : nil
        invocation.output.name = output?.name(for: expansion)
        if output != .remote { invocation.output.takesNameFromHeader = false }
        invocation.output.urlNumber = position
        return invocation
    }

    /// URL words and outputs, each of which curl counts as a URL.
    var slots: Int { max(globs.count, outputs.count) }
}

extension Invocation {
    /// `-T`: `-` and `.` are standard input, which has no name.
    fileprivate mutating func upload(_ file: String) {
        let isFile = file != "-" && file != "."
        request.upload = isFile ? .file(path: file) : .standardInput
        if isFile { request.url = appending(nameOf: file, to: request.url) }
        guard resumesOutput else { return }
        request.resumeFrom = -1
        resumesOutput = false
    }
}
