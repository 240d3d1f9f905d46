package import Bodies
internal import Screen

// Lines without those that are folded away. Nothing is kept of them but the folds: what is hidden is found anew each time, from the
// checkpoints, whatever has come since.
extension Document {
    package func shownLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        if let filter {
            return withOpened(filteredLines(filter, from: first, count: count, columnLimit: columnLimit), columnLimit)
        }
        if folds.foldsNothing || view != .json {
            return withOpened(numberedLines(from: first, count: count, columnLimit: columnLimit), columnLimit)
        }
        return foldedLines(from: first, before: LineNumber(lineCount), count: count, columnLimit: columnLimit)
    }

    package func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        if let filter {
            return withOpened(filteredLines(filter, before: end, count: count, columnLimit: columnLimit), columnLimit)
        }
        if folds.foldsNothing || view != .json {
            return withOpened(numberedLines(before: end, count: count, columnLimit: columnLimit), columnLimit)
        }
        var found: [NumberedLine] = []
        var end = end
        var batch = count
        while end > .first, found.count < count {
            let first = shownLine(for: LineNumber(max(0, end.index - batch)))
            let lines = foldedLines(from: first, before: end, count: .max, columnLimit: columnLimit)
            if lines.isEmpty { break }
            found = lines.suffix(count - found.count) + found
            end = first
            batch = min(2 * batch, 1 << 10)
        }
        return found
    }

    private func withOpened(_ lines: [NumberedLine], _ columnLimit: Int) -> [NumberedLine] {
        if opensNothing { return lines }
        return lines.map { ($0.number, withOpened($0.line, number: $0.number, columnLimit: columnLimit)) }
    }

    package func shownLine(for line: LineNumber) -> LineNumber {
        if let filter { return filteredLine(filter, for: line) }
        guard !folds.foldsNothing, view == .json, let scanner = scanner(atStartOf: line) else { return line }
        return scanner.containers.first(where: folds.isClosed).map { self.line(at: $0.start) } ?? line
    }

    package func line(_ line: LineNumber, movedBy count: Int) -> LineNumber {
        if let filter { return filteredLine(filter, line, movedBy: count) }
        let most = 1 << 10
        if folds.foldsNothing || view != .json || abs(count) > most {
            let (target, overflows) = line.index.addingReportingOverflow(count)
            let last = max(0, lineCount - 1)
            return shownLine(for: LineNumber(overflows ? (count > 0 ? last : 0) : min(max(0, target), last)))
        }
        let moved =
            count < 0
            ? shownLines(before: line, count: -count, columnLimit: 0).first
            : shownLines(from: line, count: count + 1, columnLimit: 0).last
        return moved?.number ?? line
    }

    /// Those that begin before `end`.
    private func foldedLines(from first: LineNumber, before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        let shown = shownLine(for: first)
        guard count > 0, var place = checkpoint(atStartOf: shown) else { return [] }
        var input = ByteCursor(snapshot, at: place.offset)
        var lines: [NumberedLine] = []
        guard pass(&place, &input, to: shown) else { return [] }
        while lines.count < count, place.line < end, place.offset < snapshot.end {
            let begun = place
            var builder = LineBuilder(display, columnLimit: columnLimit)
            let lineEnd = place.formatter.line(from: &input, to: &builder)
            var line = Line(range: begun.offset..<input.offset, cells: builder.text.cells, sources: builder.text.sources, end: lineEnd)
            if lineEnd.isFinished {
                let next = begun.line + 1
                place.offset = input.offset
                place.line = next
                if lineEnd == .cut {
                    place.line = begun.line
                    place.inside = .piece(lineStart: begun.offset, column: 0, firstWide: nil)
                    if let near = checkpoint(atStartOf: next), near.offset > place.offset {
                        place = near
                        input.seek(to: near.offset)
                    }
                    _ = pass(&place, &input, to: next)
                }
                if place.line == next, let before = begun.scanner, let container = place.scanner?.opened(since: before),
                    folds.isClosed(container)
                {
                    let mark = foldMark(of: container, &place, &input)
                    // The edge of a screen that the line does not reach.
                    if lineEnd != .cut, !builder.isFull { line.add(mark) }
                }
            }
            if begun.line >= first { lines.append((begun.line, withOpened(line, number: begun.line, columnLimit: columnLimit))) }
            if !lineEnd.isFinished || place.line == begun.line { break }
        }
        return lines
    }

    /// Passes over the container that begins before `place`, and the line that ends it: `… 12],`, or `… 12+` if it has not come
    /// to its end.
    private func foldMark(of container: JSONContainer, _ place: inout Checkpoint, _ input: inout ByteCursor) -> [Cell] {
        let (count, ending) = passContents(of: container, &place, &input)
        let sign = asciiOnly ? "..." : "…"
        var cells = VisibleText.cells("\(sign) \(count)\(ending == .closed ? "" : "+")", role: .gutter, asciiOnly: asciiOnly)
        guard ending == .closed else {
            if ending == nil { place.offset = snapshot.end }
            return cells
        }
        let begun = place
        var builder = LineBuilder(display, columnLimit: Document.longestClosing)
        let end = place.formatter.line(from: &input, to: &builder)
        cells += builder.text.cells.drop { $0.role == .gutter }
        if end == .newline {
            place.offset = input.offset
            place.line = begun.line + 1
        } else {
            place.formatter = begun.formatter
            input.seek(to: begun.offset)
            if !pass(&place, &input, to: begun.line + 1) { place.offset = snapshot.end }
        }
        return cells
    }

    /// Columns: a comma, or what somebody has noted after it.
    private static let longestClosing = 200

    /// From a line within a container, or the one that ends it, to the one that ends it; also where a fault ends it. How many members or
    /// elements it has, and how it ends; nil if it has not come to its end.
    func passContents(
        of container: JSONContainer, _ place: inout Checkpoint, _ input: inout ByteCursor
    ) -> (count: Int, ending: JSONFormatter.ContainerEnding?) {
        let start = place.offset
        let near = checkpoint { $0.offset <= start || $0.scanner?.isInside(container) == true }
        if near.offset > place.offset {
            place = near
            input.seek(to: near.offset)
            if place.inside != nil { _ = pass(&place, &input, to: place.line + 1) }
        }
        while true {
            guard case .json(var formatter) = place.formatter else { return (0, nil) }
            let (passed, ending) = formatter.skipContents(of: container, in: &input)
            place.line = place.line + passed
            place.offset = input.offset
            place.formatter = .json(formatter)
            if let ending { return (formatter.scanner.levels[container.depth - 1].count, ending) }
            if passed > 0 { continue }
            let before = place.line
            if place.offset < snapshot.end { _ = pass(&place, &input, to: before + 1) }
            if place.line == before { return (countSoFar(in: container) ?? formatter.scanner.levels[container.depth - 1].count, nil) }
        }
    }

    /// Of a container that has not come to its end, with what is in the line that has not.
    private func countSoFar(in container: JSONContainer) -> Int? {
        guard let scanner = openScanner, scanner.isInside(container) else { return nil }
        return scanner.levels[container.depth - 1].count
    }

    /// The state of the layout at the start of a line; nil where there is no such line, and in other views.
    func scanner(atStartOf line: LineNumber) -> JSONScanner? { json(atStartOf: line)?.scanner }

    func json(atStartOf line: LineNumber) -> JSONFormatter? {
        guard view.isJSON, var place = checkpoint(atStartOf: line) else { return nil }
        var input = ByteCursor(snapshot, at: place.offset)
        return pass(&place, &input, to: line) ? place.json : nil
    }
}

// What the folds are changed by
extension Document {
    /// The container that a line opens, else the innermost one around it; nil where nothing can be folded.
    package func container(at line: LineNumber) -> JSONContainer? {
        guard view == .json, let scanner = scanner(atStartOf: line), !scanner.isRaw else { return nil }
        if let next = self.scanner(atStartOf: line + 1) ?? openScanner, let opened = next.opened(since: scanner),
            opened.start == start(of: line)
        {
            return opened
        }
        return scanner.nesting.depth <= JSONLevels.most ? scanner.containers.last : nil
    }

    /// Unfolds what hides a place.
    package mutating func unfold(around place: ByteOffset) {
        guard !folds.foldsNothing, let scanner = scanner(atStartOf: line(at: place)) else { return }
        for container in scanner.containers where folds.isClosed(container) { folds.toggle(container) }
    }

    /// Lines follow each other by more than their order.
    package var hasSiblings: Bool { view == .json || view == .records || view.begins != nil }

    /// The line of the next value that stands beside the one of a line; of the next record where there are several.
    package func nextSibling(of line: LineNumber) -> LineNumber? {
        if view.begins != nil { return nextBeginning(after: line) }
        guard let around = surroundings(of: line) else { return nil }
        var next = around.isEnd ? line : line + 1
        if let container = around.own ?? around.inner {
            guard var place = checkpoint(atStartOf: next) else { return nil }
            var input = ByteCursor(snapshot, at: place.offset)
            guard pass(&place, &input, to: next), passContents(of: container, &place, &input).ending != nil else { return nil }
            // The line that ends it may hold the end of it only.
            next = place.line + (jsonLine(at: place.line)?.isEnd == true ? 1 : 0)
        }
        guard next.index < lineCount, let scanner = scanner(atStartOf: next) else { return nil }
        return scanner.nesting.depth == around.depth && (around.depth == 0 || jsonLine(at: next)?.isEnd != true) ? next : nil
    }

    /// The line of the value before it.
    package func previousSibling(of line: LineNumber) -> LineNumber? {
        if view.begins != nil { return beginning(before: line) }
        guard let around = surroundings(of: line), line > .first else { return nil }
        // Within a record its beginning comes first.
        if let inner = around.inner, around.own == nil { return self.line(at: inner.start) }
        guard let before = scanner(atStartOf: line - 1) else { return nil }
        if before.nesting.depth == around.depth { return jsonLine(at: line - 1)?.container == nil ? line - 1 : nil }
        return before.containers.dropFirst(around.depth).first.map { self.line(at: $0.start) }
    }

    /// The next line that an event or a frame begins in.
    private func nextBeginning(after line: LineNumber) -> LineNumber? {
        var next = line + 1
        while next.index < lineCount, next - line < Document.mostLinesPassed {
            for found in lines(from: next, count: Document.linesAtOnce, columnLimit: 0) {
                if begins(found) { return next }
                next = next + 1
            }
        }
        return nil
    }

    private func beginning(before line: LineNumber) -> LineNumber? {
        var end = line
        while end > .first, line - end < Document.mostLinesPassed {
            let first = LineNumber(max(0, end.index - Document.linesAtOnce))
            let found = lines(from: first, count: end - first, columnLimit: 0)
            if let last = found.lastIndex(where: begins) { return first + last }
            end = first
        }
        return nil
    }

    private static let linesAtOnce = 256
    /// Nobody waits for more.
    private static let mostLinesPassed = 1 << 16

    private func begins(_ line: Line) -> Bool {
        let start = line.range.lowerBound
        let bytes = snapshot.bytes(in: start..<min(line.range.upperBound, start + TextFormatter.longestPiece))
        return view.begins?(bytes, start) == true
    }

    /// At which depth the value lies that siblings are looked for; the container that the line opens, and the one at that depth that it
    /// is in.
    private func surroundings(of line: LineNumber) -> (depth: Int, own: JSONContainer?, inner: JSONContainer?, isEnd: Bool)? {
        guard view == .json, let scanner = scanner(atStartOf: line) else { return nil }
        let own = container(at: line).flatMap { $0.depth > scanner.nesting.depth ? $0 : nil }
        let isEnd = jsonLine(at: line)?.isEnd == true
        let depth = recordCount > 1 ? 0 : scanner.nesting.depth - (isEnd ? 1 : 0)
        return (depth, own?.depth == depth + 1 ? own : nil, scanner.containers.dropFirst(depth).first, isEnd)
    }
}

extension Checkpoint {
    var scanner: JSONScanner? { json?.scanner }

    /// How JSON is read there, in the views that do.
    var json: JSONFormatter? {
        switch formatter {
        case .json(let formatter): formatter
        case .flat(let formatter): formatter.json
        default: nil
        }
    }
}

extension Line {
    /// Adds cells that stand for no byte of its own.
    fileprivate mutating func add(_ added: [Cell]) {
        let source = sources.last ?? 0
        cells += added
        sources += added.map { _ in source }
    }
}
