internal import HTTPModel

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
    /// To be joined to each URL's query.
    let query: [UInt8]?
    let count: Int

    /// Throws `CommandLineError` where there are more URLs than can be counted.
    init(_ draft: InvocationDraft, template: Invocation, globs: [URLGlob], query: [UInt8]?) throws {
        var count = 0
        for glob in globs {
            let (sum, overflows) = count.addingReportingOverflow(glob.count)
            if overflows { throw CommandLineError("more URLs than can be counted", exitStatus: 3) }
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
        while position < globs.count - 1, index >= globs[position].count {
            index -= globs[position].count
            position += 1
        }
        var invocation = invocation(globs[position].expansion(at: index), position)
        invocation.output.appendsHeads = !isFirst
        return invocation
    }

    private func invocation(_ expansion: URLGlob.Expansion, _ position: Int) -> Invocation {
        var invocation = template
        invocation.request.url = query.map { appending(query: $0, to: expansion.url) } ?? expansion.url
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
