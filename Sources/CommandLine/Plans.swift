internal import HTTP
package import Plan

/// Everything a command line asks to fetch, in order: several URLs, patterns, `--next`.
///
/// Each is made when it is asked for, so a pattern of a billion URLs costs nothing as such. A URL pattern that makes no
/// sense is the last: its plan has a `refusal`, and what stands after it is not carried out.
package struct Plans: Sendable, RandomAccessCollection {
    private let groups: [PlanGroup]
    /// The index of each group's first exchange.
    private let starts: [Int]
    package let endIndex: Int
    /// What was odd in a config file, one line each, to be printed after `curlew: warning: ` unless
    /// the first is silent.
    package let warnings: [String]
    /// How a pasted command was read, one line each, to be printed like warnings whatever the command says of silence.
    package let remarks: [String]
    package let run: Run
    /// The number of each group's first URL word.
    private let firstURLs: [Int]

    package var startIndex: Int { 0 }

    init(_ groups: [PlanGroup], warnings: [String], remarks: [String], run: Run) {
        var starts: [Int] = [], firstURLs: [Int] = [], count = 0, urls = 0
        for group in groups {
            starts.append(count)
            firstURLs.append(urls)
            urls += group.slots
            let (sum, overflows) = count.addingReportingOverflow(group.count)
            // Nobody lives to see its turn.
            if overflows { break }
            count = sum
            if group.endsRun { break }
        }
        self.groups = groups
        self.starts = starts
        self.warnings = warnings
        self.remarks = remarks
        self.run = run
        self.firstURLs = firstURLs
        endIndex = count
    }

    package subscript(index: Int) -> Plan {
        let group = starts.lastIndex { $0 <= index } ?? 0
        var plan = groups[group].plan(at: index - starts[group])
        plan.output.urlNumber += firstURLs[group]
        return plan
    }
}

/// What stands between two `--next`: one set of options, and the URLs it is for.
struct PlanGroup {
    /// Everything but the URL and the output file.
    private let template: Plan
    private var globs: [URLGlob] = []
    /// The `-o` and `-O` in order: the first is for the first URL pattern, and so on.
    private let outputs: [OutputName]
    /// `--remote-name-all` and its opposite, for the patterns that are left: from which on, zero-based.
    private let remoteNaming: [(from: Int, isOn: Bool)]
    /// The `-T`, as far as there are some, one for each of `globs`; `nil` uploads nothing.
    private var uploads: [URLGlob?] = []
    /// Which of `globs` stand in a file of URLs: they are saved under their own names.
    private var listed: Set<Int> = []
    /// To be joined to each URL's query.
    private let query: [UInt8]?
    /// The first word that is no pattern, and why: it is the last of the group.
    private var refused: (word: String, error: CommandLineError)?
    private(set) var count = 0

    init(_ draft: PlanDraft, template: Plan, query: [UInt8]?) {
        self.template = template
        self.query = query
        outputs = draft.outputs
        remoteNaming = draft.remoteNaming
        for (position, word) in draft.words.enumerated() {
            do throws(CommandLineError) {
                let file = position < draft.uploads.count ? draft.uploads[position] : ""
                let upload = try file.isEmpty ? nil : draft.glob(file)
                let glob = try word.isListed ? .literal(word.text) : draft.glob(word.text)
                let (product, isTooLarge) = glob.count.multipliedReportingOverflow(by: upload?.count ?? 1)
                let (sum, overflows) = count.addingReportingOverflow(product)
                // A refusal would still have to be counted.
                if isTooLarge || overflows || sum == .max { throw CommandLineError("more URLs than can be counted", exitStatus: 3) }
                globs.append(glob)
                uploads.append(upload)
                if word.isListed { listed.insert(position) }
                count = sum
            } catch {
                refused = (word.text, error)
                count += 1
                break
            }
        }
    }

    /// The one exchange of a recording, which has no URL.
    init(_ draft: PlanDraft, playing template: Plan) {
        self.template = template
        query = nil
        outputs = draft.outputs
        remoteNaming = draft.remoteNaming
        globs = [URLGlob(parts: [], count: 1)]
        uploads = [nil]
        count = 1
    }

    /// The exchange at `index`, counted from 0 in the order of fetching, below `count`.
    func plan(at index: Int) -> Plan {
        if let refused, index == count - 1 { return refusal(refused.word, refused.error) }
        let isFirst = index == 0
        var position = 0, index = index
        while position < globs.count - 1, case let count = globs[position].count * (uploads[position]?.count ?? 1), index >= count {
            index -= count
            position += 1
        }
        // All URLs for the first file, then all for the next.
        let (file, url) = index.quotientAndRemainder(dividingBy: globs[position].count)
        var plan = plan(globs[position].expansion(at: url), position, uploading: uploads[position]?.expansion(at: file))
        plan.output.appendsHeads = !isFirst
        return plan
    }

    private func plan(_ expansion: URLGlob.Expansion, _ position: Int, uploading file: URLGlob.Expansion?) -> Plan {
        var plan = template
        if plan.source == .network, expansion.url == "-" {
            plan.source = .standardInput
            plan.request.url = expansion.url
        } else if plan.source == .network {
            plan.request.url = query.map { appending(query: $0, to: expansion.url) } ?? expansion.url
        }
        if let file { plan.upload(file.url) }
        let isRemote = listed.contains(position) || remoteNaming.last { $0.from <= position }?.isOn ?? false
        let output = position < outputs.count ? outputs[position] : isRemote ? .remote : nil
        do {
            plan.output.name = try output?.name(for: expansion, uploading: file)
        } catch {
            return refusal(expansion.url, error)
        }
        plan.output.discardsBody = output == .nothing
        if output != .remote { plan.output.takesNameFromHeader = false }
        plan.output.urlNumber = position
        return plan
    }

    private func refusal(_ word: String, _ error: CommandLineError) -> Plan {
        var plan = Plan(request: Request(url: word))
        plan.isSilent = template.isSilent
        plan.showsErrors = template.showsErrors
        plan.refusal = TransferFailure(exitStatus: error.exitStatus, message: error.message, wasNeverBegun: true)
        return plan
    }

    /// No group after this one is carried out.
    var endsRun: Bool { refused != nil }

    /// URL words and outputs, each of which curl counts as a URL.
    var slots: Int { max(globs.count, outputs.count) }
}

extension Plan {
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
