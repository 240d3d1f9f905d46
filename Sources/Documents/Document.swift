package import Bodies
package import Screen

/// Tells one document and all that it becomes from any other.
package final class DocumentIdentity: Sendable, Equatable {
    package static func == (left: DocumentIdentity, right: DocumentIdentity) -> Bool { left === right }
}

/// A body seen as lines: the prefix that is indexed, and what it takes to find any line of it quickly.
package struct Document: LineSource {
    /// The indexed prefix of the body: what is not indexed is not shown.
    package private(set) var snapshot: BodySnapshot
    package let charset: Charset
    package let view: ViewKind
    let display: CharacterDisplay
    package var tabs: TabStops { display.tabs }
    var asciiOnly: Bool { display.asciiOnly }
    /// The same as long as more lines are added, and no line that is finished is another.
    package let identity = DocumentIdentity()
    private var checkpoints: Checkpoints
    private let recent = RecentPlaces()
    private(set) var frontier: Checkpoint
    /// What is shown on one line of what takes several.
    package var folds = Folds()
    /// The lines that are shown, if not all of them are.
    package var filter: FilteredRows?

    /// An empty document of the body that `snapshot` is of.
    package init(view: ViewKind = .text, snapshot: BodySnapshot, charset: Charset, as display: CharacterDisplay = CharacterDisplay()) {
        let start = Checkpoint(offset: .zero, line: .first, formatter: view.formatter(charset))
        self.view = view
        self.snapshot = snapshot.prefix(0)
        self.charset = charset
        self.display = display
        checkpoints = Checkpoints(start: start)
        frontier = start
    }

    /// An empty document of the same body, in another view or charset or with other tab stops.
    package func asSeen(in view: ViewKind, as charset: Charset, tabs: TabStops) -> Document {
        let display = CharacterDisplay(asciiOnly: asciiOnly, tabs: tabs)
        var document = Document(view: view, snapshot: snapshot, charset: charset, as: display)
        document.folds = folds
        return document
    }

    /// Takes up what an indexer of the same view, charset and tab stops found, in the order it was found.
    package mutating func apply(_ delta: IndexDelta) {
        snapshot = delta.snapshot
        for checkpoint in delta.checkpoints { checkpoints.append(checkpoint) }
        frontier = delta.frontier
    }

    package var lineCount: Int {
        frontier.line.index + (snapshot.end > frontier.lineStart ? 1 : 0)
    }

    package func lines(from first: LineNumber, count: Int, columnLimit: Int = .max) -> [Line] {
        guard count > 0, var place = checkpoint(atStartOf: first) else { return [] }
        var input = ByteCursor(snapshot, at: place.offset)
        var lines: [Line] = []
        for number in first.index..<first.index + min(count, lineCount - first.index) {
            guard pass(&place, &input, to: LineNumber(number)) else { break }
            let begun = place
            var builder = LineBuilder(display, columnLimit: columnLimit)
            let end = place.formatter.line(from: &input, to: &builder)
            var line = Line(
                range: place.offset..<input.offset, cells: builder.text.cells, sources: builder.text.sources, end: end,
                columnLimit: builder.isFull ? columnLimit : .max)
            line.wrapsAtWords = view.wrapsAtWords
            lines.append(line)
            if !end.isFinished { break }
            place.offset = input.offset
            place.line = LineNumber(number + 1)
            if end == .cut {
                // The next line may be far.
                place.line = LineNumber(number)
                place.inside = .piece(lineStart: begun.offset, column: 0, firstWide: nil)
                guard number + 1 < lineCount else { break }
                if let near = checkpoint(atStartOf: LineNumber(number + 1)), near.offset > place.offset {
                    place = near
                    input.seek(to: near.offset)
                }
            }
        }
        return lines
    }

    package func start(of line: LineNumber) -> ByteOffset {
        guard line.index >= 0, line.index < lineCount, var place = checkpoint(atStartOf: line) else {
            return line.index < 0 ? .zero : snapshot.end
        }
        var input = ByteCursor(snapshot, at: place.offset)
        return pass(&place, &input, to: line) ? place.offset : snapshot.end
    }

    package func line(at place: ByteOffset) -> LineNumber {
        let place = nearest(place)
        if place >= frontier.offset { return frontier.line }
        var next = checkpoint { $0.offset <= place }
        var input = ByteCursor(snapshot, at: next.offset)
        // Of the pieces that begin at or before the place, the last one holds it.
        var work = Int.max
        next.pass(in: &input, before: place + 1, to: LineNumber(.max), columns: false, as: display, work: &work)
        return next.inside == nil ? next.line - 1 : next.line
    }

    func nearest(_ place: ByteOffset) -> ByteOffset { max(.zero, min(place, snapshot.end - 1)) }

    /// The last place known before which `isBefore` holds; it must hold for all up to there and none after.
    func checkpoint(where isBefore: (Checkpoint) -> Bool) -> Checkpoint {
        isBefore(frontier) ? frontier : recent.last(after: checkpoints.last(where: isBefore), where: isBefore)
    }

    /// The last one at or before the start of a line; nil if there is no such line.
    func checkpoint(atStartOf line: LineNumber) -> Checkpoint? {
        guard line.index >= 0 && line.index < lineCount else { return nil }
        return checkpoint { $0.line < line || $0.line == line && $0.inside == nil }
    }

    /// Goes on to the start of a line; false if it is not there.
    func pass(_ place: inout Checkpoint, _ input: inout ByteCursor, to line: LineNumber) -> Bool {
        let start = place.offset
        var work = Int.max
        place.pass(in: &input, before: snapshot.end, to: line, columns: false, as: display, work: &work)
        guard place.line == line && place.inside == nil else { return false }
        recent.note(place, from: start)
        return true
    }
}
