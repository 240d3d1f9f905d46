internal import HTTPModel

/// What stands between two `--next`: one set of options, and the URLs it is for.
struct InvocationGroup {
    /// Everything but the URL and the output file.
    let template: Invocation
    /// At least one.
    let globs: [URLGlob]
    /// The `-o` in order: the first is for the first URL pattern, and so on.
    let outputPaths: [String]
    /// To be joined to each URL's query.
    let query: [UInt8]?
    let count: Int

    /// Throws `CommandLineError` where there are more URLs than can be counted.
    init(template: Invocation, globs: [URLGlob], outputPaths: [String], query: [UInt8]?) throws {
        var count = 0
        for glob in globs {
            let (sum, overflows) = count.addingReportingOverflow(glob.count)
            if overflows { throw CommandLineError("more URLs than can be counted", exitStatus: 3) }
            count = sum
        }
        self.template = template
        self.globs = globs
        self.outputPaths = outputPaths
        self.query = query
        self.count = count
    }

    /// The exchange at `index`, counted from 0 in the order of fetching, below `count`.
    func invocation(at index: Int) -> Invocation {
        var position = 0, index = index
        while position < globs.count - 1, index >= globs[position].count {
            index -= globs[position].count
            position += 1
        }
        return invocation(globs[position].expansion(at: index), position)
    }

    private func invocation(_ expansion: URLGlob.Expansion, _ position: Int) -> Invocation {
        var invocation = template
        invocation.request.url = query.map { appending(query: $0, to: expansion.url) } ?? expansion.url
        invocation.outputPath = position < outputPaths.count ? expansion.outputName(outputPaths[position]) : nil
        return invocation
    }
}
