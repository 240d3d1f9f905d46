internal import Bytes
internal import Bodies

/// A search through one stretch that can be left and taken up between any two calls of PCRE2.
///
/// Several lines are shown to PCRE2 at once, which is what makes it fast; a match that runs over a line's
/// end is then looked for again in its line alone. A line on which PCRE2 gives up has no match (further on).
struct StretchScan: Sendable {
    enum Finding {
        case match(Range<ByteOffset>)
        case outOfTime
        case end
    }

    /// What PCRE2 is shown: one line, or all of the stretch.
    private struct Subject {
        var beginning: Int
        var end: Int
        var isLine: Bool
        /// Where the next subject begins.
        var next: Int
    }

    let stretch: Stretch
    private var subject: Subject?
    /// Where in the text it goes on.
    private(set) var next: Int
    /// Where the match begins that was found last.
    private(set) var found = 0
    private var isBegun = false
    private(set) var pace: Pace
    /// There may be matches in it that were not found, or are longer than was found out.
    private(set) var isPartial = false

    init(_ stretch: Stretch, for pattern: Pattern, pace: Pace) {
        let stretch = pattern.ignoresJoiners ? stretch.withoutJoiners : stretch
        self.stretch = stretch
        self.pace = pace
        next = stretch.starts.lowerBound
        // A cut may lie inside a character, which then belongs to the stretch before.
        if !stretch.beginsLine { next = afterCharacter(at: next) }
    }

    /// The next match, in order; matches do not overlap.
    mutating func find(_ pattern: Pattern, with matcher: Matcher, until limit: inout TimeLimit) -> Finding {
        if !isBegun {
            isBegun = true
            if !canMatch(pattern, matcher) {
                next = stretch.starts.upperBound
            } else if !stretch.endsLine && pattern.isUnbounded {
                isPartial = true
            }
            _ = limit.lap()
        }
        while true {
            if limit.isReached { return .outOfTime }
            guard next < stretch.starts.upperBound else { return .end }
            if let found = look(for: pattern, with: matcher, &limit) {
                if !stretch.endsLine && found.upperBound == stretch.text.count { isPartial = true }
                self.found = found.lowerBound
                return .match(stretch.offsets(of: found))
            }
        }
    }

    /// Passes over the rest of the line that the last match begins in.
    mutating func leaveLine() {
        if let subject, subject.isLine { return leave(subject) }
        next = max(next, line(at: found, beginning: found).next)
    }

    private func canMatch(_ pattern: Pattern, _ matcher: Matcher) -> Bool {
        stretch.text.withUnsafeBufferPointer { text in pattern.required.allSatisfy { matcher.finds($0, in: text) } }
    }

    /// One call of PCRE2.
    private mutating func look(for pattern: Pattern, with matcher: Matcher, _ limit: inout TimeLimit) -> Range<Int>? {
        let subject = self.subject ?? nextSubject(for: pattern)
        self.subject = subject
        if subject.isLine && subject.beginning == subject.end && pattern.matchesBlankLine && subject.next > subject.end {
            leave(subject)
            return subject.end..<subject.next
        }
        let most = min(subject.end, stretch.starts.upperBound)
        let last = next + pace.starts < most ? min(afterCharacter(at: next + pace.starts), most) : most
        guard next < last else {
            leave(subject)
            return nil
        }
        let result = stretch.text.withUnsafeBufferPointer {
            matcher.match(
                in: $0, beginning: subject.beginning, end: subject.end, starts: next..<last,
                beginsLine: subject.beginning > 0 || stretch.beginsLine,
                endsLine: subject.end < stretch.text.count || stretch.endsLine)
        }
        pace.adapt(to: limit.lap())
        switch result {
        case .none:
            next = last
        case .match(let found) where subject.isLine || isInLine(found):
            next = found.upperBound
            return found
        case .match(let found):
            next = found.lowerBound
            self.subject = line(at: next, beginning: subject.beginning)
        case .exhausted where subject.isLine:
            limit.countExhaustion()
            isPartial = true
            leave(subject)
        case .exhausted:
            // It is not said where: find the line.
            pace.slowDown()
            self.subject = line(at: next, beginning: subject.beginning)
        }
        return nil
    }

    private func nextSubject(for pattern: Pattern) -> Subject {
        let isFirst = next <= afterCharacter(at: stretch.starts.lowerBound)
        let beginning = isFirst && !stretch.beginsLine ? 0 : next
        if pattern.isolatesLines { return line(at: next, beginning: beginning) }
        return Subject(beginning: beginning, end: stretch.text.count, isLine: false, next: stretch.text.count)
    }

    /// The rest of the line at `index`, without its LF or CRLF.
    private func line(at index: Int, beginning: Int) -> Subject {
        let text = stretch.text
        guard let newline = text.firstIndex(ofByte: UInt8(ascii: "\n"), in: index..<text.count) else {
            return Subject(beginning: beginning, end: text.count, isLine: true, next: text.count)
        }
        let hasReturn = newline > beginning && text[newline - 1] == UInt8(ascii: "\r")
        return Subject(beginning: beginning, end: hasReturn ? newline - 1 : newline, isLine: true, next: newline + 1)
    }

    private mutating func leave(_ subject: Subject) {
        next = max(next, subject.next)
        self.subject = nil
    }

    private func isInLine(_ match: Range<Int>) -> Bool {
        let text = stretch.text
        if text.firstIndex(ofByte: UInt8(ascii: "\n"), in: match) != nil { return false }
        return
            !(text[match.upperBound - 1] == UInt8(ascii: "\r") && match.upperBound < text.count
            && text[match.upperBound] == UInt8(ascii: "\n"))
    }

    /// `index`, or where the character that it lies in ends.
    private func afterCharacter(at index: Int) -> Int {
        var index = index
        for _ in 0..<3 where index < stretch.text.count && UTF8Scan.isContinuation(stretch.text[index]) { index += 1 }
        return index
    }
}
