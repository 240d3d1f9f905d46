internal import Plan

/// Everything a command line asks to fetch, in order: several URLs, patterns, `--next`.
///
/// Each is made when it is asked for, so a pattern of a billion URLs costs nothing as such.
package struct Invocations: Sendable, RandomAccessCollection {
    private let groups: [InvocationGroup]
    /// The index of each group's first exchange.
    private let starts: [Int]
    package let endIndex: Int
    /// What was odd in a config file, one line each, to be printed after `curlew: warning: ` unless
    /// the first is silent.
    package let warnings: [String]
    package let run: RunSettings
    /// The number of each group's first URL word.
    private let firstURLs: [Int]

    package var startIndex: Int { 0 }

    /// Throws `CommandLineError` where there are more than can be counted.
    init(_ groups: [InvocationGroup], warnings: [String], run: RunSettings) throws {
        var starts: [Int] = [], firstURLs: [Int] = [], count = 0, urls = 0
        for group in groups {
            starts.append(count)
            firstURLs.append(urls)
            urls += group.slots
            let (sum, overflows) = count.addingReportingOverflow(group.count)
            if overflows { throw CommandLineError("more URLs than can be counted", exitStatus: 3) }
            count = sum
        }
        self.groups = groups
        self.starts = starts
        self.warnings = warnings
        self.run = run
        self.firstURLs = firstURLs
        endIndex = count
    }

    package subscript(index: Int) -> Invocation {
        let group = starts.lastIndex { $0 <= index } ?? 0
        var invocation = groups[group].invocation(at: index - starts[group])
        invocation.output.urlNumber += firstURLs[group]
        return invocation
    }
}
