internal import Bodies
internal import Bytes
internal import Documents

/// Finds the lines of a view that a pattern matches, in order, and goes on as the body grows.
///
/// A text in UTF-8 is read as it lies, at the speed of a search; where nothing matches not even lines are counted, for the
/// index knows which line a place is in. Any other view is read as the text of its lines.
struct PatternRows: Sendable {
    private static let stepTime = Duration.milliseconds(3)
    /// Bytes whose newlines are sooner counted than the index asked.
    private static let near = 64 << 10

    private let pattern: Pattern
    private var document: Document
    /// Of the lines that no later byte changes.
    private(set) var rows = RowSet()
    /// Whether the last line, which is not finished, matches as far as it has come; nil if there is none, or if more is to be
    /// read before it.
    private(set) var last: Bool?
    /// `nil` for a text that is read as it lies.
    private var reader: RowReader?
    /// Where the stretch begins that is read next.
    private var position = ByteOffset.zero
    /// What is being read, when it takes more than a step, and the line of a place in it.
    private var current: (scan: StretchScan, lines: Lines)?
    /// The line of the place where the stretch after that begins, if it is known.
    private var following: (place: ByteOffset, line: Int)?
    private var pace = Pace()
    private var isCaughtUp = false

    /// For the lines of `document` and of what it becomes.
    init(_ pattern: Pattern, in document: Document) {
        self.pattern = pattern
        self.document = document
        if document.view != .text || !document.charset.isUTF8 { reader = RowReader(view: document.view, charset: document.charset) }
    }

    /// More lines of the same document have been found, or its end has come.
    mutating func extend(to document: Document) {
        self.document = document
        isCaughtUp = false
    }

    /// Reads for a few milliseconds; false when there is nothing left to do.
    mutating func step() -> Bool {
        if isCaughtUp { return false }
        last = nil
        var limit = TimeLimit(PatternRows.stepTime)
        let matcher = Matcher(pattern.code)
        while !limit.isReached {
            guard current != nil || begin() else {
                isCaughtUp = true
                break
            }
            if pattern.isLiteral { findLiteral(matcher) } else { find(matcher, &limit) }
            _ = limit.lap()
        }
        settle()
        return true
    }

    // MARK: What is read

    /// Which line a place in a stretch is in.
    private enum Lines: Sendable {
        /// Where lines begin, and the first one's number.
        case known([Int], first: Int)
        /// They are what stands between newlines; up to that place they are counted.
        case counted(upTo: Int, line: Int)
        /// As that, and nothing is counted so far.
        case uncounted
    }

    /// Takes up what comes next; false if all is read, or only the unfinished line is left, which is looked at.
    private mutating func begin() -> Bool {
        let texts: (stretch: Stretch, lines: Lines, isSettled: Bool)?
        if reader == nil { texts = beginRaw() } else { texts = beginRead() }
        guard let texts else { return false }
        if !texts.isSettled {
            last = isMatch(texts.stretch)
            return false
        }
        let scan = StretchScan(texts.stretch, for: pattern, pace: pace)
        current = (scan, texts.lines)
        if reader == nil, let following, following.place == position {
            current?.lines = .counted(upTo: scan.stretch.starts.lowerBound, line: following.line)
        }
        return true
    }

    private mutating func beginRaw() -> (Stretch, Lines, Bool)? {
        guard let stretch = RawStretches(document.snapshot).stretch(at: position) else { return nil }
        return (stretch, .uncounted, stretch.isSettled)
    }

    private mutating func beginRead() -> (Stretch, Lines, Bool)? {
        guard let texts = reader?.read(document) else { return nil }
        let length = texts.utf8.count
        let stretch = Stretch(
            range: .zero..<ByteOffset(length), text: texts.utf8, starts: 0..<length, beginsLine: !texts.goesOn,
            endsLine: texts.end != .cut, isSettled: true, places: .following(.zero))
        return (stretch, .known(texts.starts, first: texts.first.index), texts.end != .starved)
    }

    /// Whether there is a match in a line that is not finished.
    private func isMatch(_ stretch: Stretch) -> Bool {
        var scan = StretchScan(stretch, for: pattern, pace: pace)
        var limit = TimeLimit(Pattern.keyTime, exhaustions: 8)
        if case .match = scan.find(pattern, with: Matcher(pattern.code), until: &limit) { return true }
        return false
    }

    /// One look for each line that matches: no text takes a literal long.
    private mutating func findLiteral(_ matcher: Matcher) {
        guard let (scan, known) = current else { return }
        var lines = known
        let stretch = scan.stretch
        var next = scan.next
        stretch.text.withUnsafeBufferPointer { text in
            let end = stretch.starts.upperBound
            while next < end, let found = firstLiteral(in: text, starts: next..<end, matcher) {
                let newline = ByteSearch.firstIndex(
                    of: UInt8(ascii: "\n"), in: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[found...])))
                next = newline.map { found + $0 + 1 } ?? text.count
                note(found, in: stretch, text, &lines)
            }
        }
        current = (scan, lines)
        finish()
    }

    /// Where the first match begins.
    private func firstLiteral(in text: UnsafeBufferPointer<UInt8>, starts: Range<Int>, _ matcher: Matcher) -> Int? {
        if let literal = pattern.literal { return literal.first(in: text, starts: starts) }
        let result = matcher.match(in: text, beginning: 0, end: text.count, starts: starts, beginsLine: true, endsLine: true)
        guard case .match(let found) = result else { return nil }
        return found.lowerBound
    }

    private mutating func find(_ matcher: Matcher, _ limit: inout TimeLimit) {
        while true {
            guard let finding = current?.scan.find(pattern, with: matcher, until: &limit) else { return }
            switch finding {
            case .match:
                guard var (scan, lines) = current else { return }
                scan.leaveLine()
                scan.stretch.text.withUnsafeBufferPointer { note(scan.found, in: scan.stretch, $0, &lines) }
                current = (scan, lines)
            case .outOfTime: return
            case .end: return finish()
            }
        }
    }

    /// The line that holds a place in the stretch is one of them.
    private mutating func note(_ place: Int, in stretch: Stretch, _ text: UnsafeBufferPointer<UInt8>, _ lines: inout Lines) {
        let row: Int
        switch lines {
        case .known(let starts, let first): row = first + starts.lastIndex(notAfter: stretch.offset(of: place).bytes)
        case .counted(let counted, let line) where place - counted <= PatternRows.near:
            let between = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[counted..<max(counted, place)]))
            row = line + ByteSearch.count(of: UInt8(ascii: "\n"), in: between)
            lines = .counted(upTo: max(counted, place), line: row)
        case .counted, .uncounted:
            row = document.line(at: stretch.offset(of: place)).index
            lines = .counted(upTo: place, line: row)
        }
        if row >= rows.rowCount { rows.append(row) }
    }

    private mutating func finish() {
        guard let (scan, lines) = current else { return }
        current = nil
        pace = scan.pace
        let stretch = scan.stretch
        if case .counted(let counted, let line) = lines, case let end = stretch.starts.upperBound, end - counted <= PatternRows.near {
            let rest = stretch.text[min(counted, end)..<end]
            following = (
                stretch.range.upperBound, line + rest.withUnsafeBytes { ByteSearch.count(of: UInt8(ascii: "\n"), in: $0) }
            )
        }
        position = scan.stretch.range.upperBound
    }

    /// What has been read is known, as far as it is of lines that are read whole.
    private mutating func settle() {
        if let reader {
            // What is being read is not.
            if current == nil { rows.extend(to: reader.next.index) }
            return
        }
        rows.extend(to: position >= document.snapshot.end ? document.lineCount : document.line(at: position).index)
    }
}

extension [Int] {
    /// The index of the last element that is not greater than `value`, of elements in order; the first one is not.
    fileprivate func lastIndex(notAfter value: Int) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return Swift.max(0, low - 1)
    }
}
