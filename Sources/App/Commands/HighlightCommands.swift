internal import Bodies
internal import Jobs
internal import Screen
internal import Search

extension Command {
    static let highlighting: [Command] = [
        Command(
            "highlight", .finding, [], colon: "highlight", argument: "PATTERN", "mark what matches in a colour, up to six; again: no more"
        ) {
            state, arguments in
            state.highlight(arguments.text)
        }
    ]
}

extension AppState {
    private static let mostHighlights = 6

    fileprivate mutating func highlight(_ text: String) -> [Effect] {
        guard panel == .body, body.document != nil, !text.isEmpty else {
            message = Message(text.isEmpty ? ":highlight PATTERN marks what matches; :filters lists them" : "only in the body")
            return []
        }
        if let index = body.highlights.firstIndex(where: { $0.pattern.text == text }) { return dropHighlight(index) }
        guard body.highlights.count < AppState.mostHighlights else {
            message = Message("six are marked already; :highlight with one of them drops it", .failure)
            return []
        }
        do {
            let pattern = try Pattern(text)
            let job = newJob(in: .body(shown))
            body.highlights.append(Highlight(pattern: pattern, counting: job))
            return [.start(.count(pattern), job, body.pane.lines.subject)]
        } catch {
            message = Message(refusing: error)
            return []
        }
    }

    /// Shows those of one no more, or again.
    mutating func toggleHighlight(_ index: Int) {
        if body.highlights.indices.contains(index) { body.highlights[index].isOn.toggle() }
    }

    mutating func dropHighlight(_ index: Int) -> [Effect] {
        guard body.highlights.indices.contains(index) else { return [] }
        let dropped = body.highlights.remove(at: index)
        return [dropped.counting, dropped.marking].compactMap(\.self).map { .stop($0, body.pane.lines.subject) }
    }

    /// Asks for those on the screen, if other lines are on it than before.
    mutating func markHighlights() -> [Effect] {
        guard panel == .body, !body.highlights.isEmpty, body.document != nil else { return [] }
        let ranges = body.pane.visibleRanges
        var effects: [Effect] = []
        for index in body.highlights.indices where body.highlights[index].marking == nil && body.highlights[index].ranges != ranges {
            if ranges.isEmpty { break }
            let job = newJob(in: .body(shown))
            body.highlights[index].marking = job
            effects.append(.start(.highlight(body.highlights[index].pattern, in: ranges), job, body.pane.lines.subject))
        }
        return effects
    }

    /// Counts anew: the body is another, or is read otherwise.
    mutating func highlightAnew(_ exchange: Int) -> [Effect] {
        var effects: [Effect] = []
        let subject = panes[exchange].body.pane.lines.subject
        for index in panes[exchange].body.highlights.indices {
            let old = panes[exchange].body.highlights[index]
            let job = newJob(in: .body(exchange))
            panes[exchange].body.highlights[index] = Highlight(pattern: old.pattern, counting: job, isOn: old.isOn)
            effects += [old.counting, old.marking].compactMap(\.self).map { .stop($0, subject) }
            effects.append(.start(.count(old.pattern), job, subject))
        }
        return effects
    }

    /// What a job of theirs has found; false if it is none.
    mutating func takeHighlight(_ finding: JobFinding, of job: JobID) -> Bool {
        guard let exchange = job.exchange,
            let index = panes[exchange].body.highlights.firstIndex(where: { $0.counting == job || $0.marking == job })
        else { return false }
        switch finding {
        case .counted(let total, _, _): panes[exchange].body.highlights[index].total = total
        case .highlighted(let matches, let ranges):
            panes[exchange].body.highlights[index].matches = matches
            panes[exchange].body.highlights[index].ranges = ranges
            panes[exchange].body.highlights[index].marking = nil
        default: break
        }
        return true
    }
}
