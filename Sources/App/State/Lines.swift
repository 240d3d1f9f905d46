package import Bodies
package import Documents
package import Jobs

/// The lines of a pane: those of a body as a view shows it, or text that was made here.
package enum Lines: RowSource {
    case body(Document, FetchID)
    case text(TextLines)

    package var lineCount: Int {
        switch self {
        case .body(let document, _): document.lineCount
        case .text(let text): text.lineCount
        }
    }

    package func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line] {
        switch self {
        case .body(let document, _): document.lines(from: first, count: count, columnLimit: columnLimit)
        case .text(let text): text.lines(from: first, count: count, columnLimit: columnLimit)
        }
    }

    package func line(at place: ByteOffset) -> LineNumber {
        switch self {
        case .body(let document, _): document.line(at: place)
        case .text(let text): text.line(at: place)
        }
    }

    package func start(of line: LineNumber) -> ByteOffset {
        switch self {
        case .body(let document, _): document.start(of: line)
        case .text(let text): text.start(of: line)
        }
    }

    package func extent(of line: LineNumber) -> LineExtent? {
        switch self {
        case .body(let document, _): document.extent(of: line)
        case .text(let text): text.extent(of: line)
        }
    }

    package func part(of line: LineNumber, columns: Range<Int>) -> Line? {
        switch self {
        case .body(let document, _): document.part(of: line, columns: columns)
        case .text(let text): text.part(of: line, columns: columns)
        }
    }

    package func column(at place: ByteOffset) -> Int {
        switch self {
        case .body(let document, _): document.column(at: place)
        case .text(let text): text.column(at: place)
        }
    }

    package func shownLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        switch self {
        case .body(let document, _): document.shownLines(from: first, count: count, columnLimit: columnLimit)
        case .text(let text): text.shownLines(from: first, count: count, columnLimit: columnLimit)
        }
    }

    package func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        switch self {
        case .body(let document, _): document.shownLines(before: end, count: count, columnLimit: columnLimit)
        case .text(let text): text.shownLines(before: end, count: count, columnLimit: columnLimit)
        }
    }

    package func shownLine(for line: LineNumber) -> LineNumber {
        switch self {
        case .body(let document, _): document.shownLine(for: line)
        case .text(let text): text.shownLine(for: line)
        }
    }

    package func line(_ line: LineNumber, movedBy count: Int) -> LineNumber {
        switch self {
        case .body(let document, _): document.line(line, movedBy: count)
        case .text(let text): text.line(line, movedBy: count)
        }
    }

    package var filter: FilteredRows? {
        switch self {
        case .body(let document, _): document.filter
        case .text(let text): text.filter
        }
    }

    /// Where work on them is done.
    var subject: JobSubject {
        switch self {
        case .body(_, let fetch): .body(fetch)
        case .text(let text): .text(text)
        }
    }
}
