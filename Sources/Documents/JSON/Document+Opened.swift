internal import Bodies
internal import Bytes
internal import Screen

// What a line holds shown below it: a string unescaped, a record with a line for each member.
extension Document {
    /// Shows below a line what its string holds, or its record, or does so no more; false if there is nothing to show.
    package mutating func toggleOpened(at line: LineNumber) -> Bool {
        let start = start(of: line)
        if folds.opened.remove(start) != nil { return true }
        guard opening(at: line) != nil else { return false }
        folds.opened.insert(start)
        return true
    }

    /// The line with what is shown below it, if something is.
    func withOpened(_ line: Line, number: LineNumber, columnLimit: Int) -> Line {
        guard folds.opened.contains(line.range.lowerBound), let opening = opening(at: number) else { return line }
        var line = line
        // Of a long one the first piece.
        if line.end == .cut { line.end = .newline }
        let lead = line.cells.prefix { $0.role == .gutter }.count + 2
        let start = opening.text.places.first.map { $0 - (line.range.lowerBound.bytes) } ?? 0
        for row in opening.rows(asciiOnly: asciiOnly, columnLimit: columnLimit) {
            var below = VisibleText(asciiOnly: asciiOnly, columnLimit: columnLimit)
            for _ in 0..<lead { below.append(" ", role: .gutter, source: start) }
            line.breaks.append(line.cells.count)
            line.cells += below.cells + row.cells
            let base = line.range.lowerBound.bytes
            line.sources += below.sources + row.sources.map { UInt32(clamping: $0 - base) }
        }
        if opening.rest > 0 {
            let words = "… \(opening.rest) bytes more"
            let cells =
                [Cell](repeating: Cell(" ", role: .gutter), count: lead) + VisibleText.cells(words, role: .gutter, asciiOnly: asciiOnly)
            line.breaks.append(line.cells.count)
            line.cells += cells
            line.sources += [UInt32](repeating: line.sources.last ?? 0, count: cells.count)
        }
        return line
    }

    func isOpened(_ line: LineNumber) -> Bool { !folds.opened.isEmpty && folds.opened.contains(start(of: line)) }

    private func opening(at line: LineNumber) -> JSONOpening? {
        guard let own = jsonLine(at: line), let value = own.value else { return nil }
        if view == .records {
            guard let whole = jsonValue(at: line) else { return nil }
            let text = JSONPlacedText(
                utf8(in: whole.lowerBound..<min(whole.upperBound, whole.lowerBound + Document.mostOpened), ofLine: line),
                at: whole.lowerBound)
            return text.isContainer
                ? JSONOpening(text: text, isJSON: true, rest: whole.upperBound - whole.lowerBound - text.utf8.count) : nil
        }
        guard own.isString, let whole = own.isCut ? jsonValue(at: line) : value else { return nil }
        let end = min(whole.upperBound, whole.lowerBound + Document.mostOpened)
        let text = JSONPlacedText(utf8(in: whole.lowerBound..<end, ofLine: line), at: whole.lowerBound).unescaped
        var opening = text.opening
        opening?.rest = whole.upperBound - end
        return opening
    }

    /// Bytes; of more than that the beginning is shown.
    private static let mostOpened = 64 << 10
}

/// A text in memory, and where in the body each byte of it comes from.
struct JSONPlacedText {
    var utf8: [UInt8]
    var places: [Int]

    init(_ utf8: [UInt8], at start: ByteOffset) {
        self.utf8 = utf8
        places = Array(start.bytes..<start.bytes + utf8.count)
    }

    private init(utf8: [UInt8], places: [Int]) {
        self.utf8 = utf8
        self.places = places
    }

    /// What a string means.
    var unescaped: JSONPlacedText {
        let (text, indices) = JSONString.unescapedWithPlaces(utf8)
        return JSONPlacedText(utf8: text, places: indices.map { places[$0] })
    }

    subscript(range: Range<Int>) -> JSONPlacedText {
        JSONPlacedText(utf8: Array(utf8[range]), places: Array(places[range]))
    }

    var isContainer: Bool { JSONFormatter.fits(nil, Array(utf8.prefix(64))) > 0 }

    /// What is to be seen of it below its line; nil if that would be what is seen there already.
    var opening: JSONOpening? {
        if isContainer { return JSONOpening(text: self, isJSON: true) }
        return utf8.contains(JSONByte.newline) ? JSONOpening(text: self, isJSON: false) : nil
    }
}

/// What is shown below a line.
struct JSONOpening {
    let text: JSONPlacedText
    let isJSON: Bool
    /// Bytes of it that are not shown.
    var rest = 0

    typealias Row = (cells: [Cell], sources: [Int])

    /// Strings in strings in strings.
    private static let deepest = 4

    /// Each with the places of the body that its cells come from.
    func rows(asciiOnly: Bool, columnLimit: Int, depth: Int = 0) -> [Row] {
        isJSON ? formatted(asciiOnly, columnLimit, depth) : lines(asciiOnly, columnLimit)
    }

    private func lines(_ asciiOnly: Bool, _ columnLimit: Int) -> [Row] {
        var rows: [Row] = []
        var start = 0
        while start <= text.utf8.count {
            let end = text.utf8[start...].firstIndex(of: JSONByte.newline) ?? text.utf8.count
            let isReturn = end > start && text.utf8[end - 1] == 0x0D
            var visible = VisibleText(asciiOnly: asciiOnly, columnLimit: columnLimit)
            visible.append(utf8: text.utf8[start..<(isReturn ? end - 1 : end)], role: .string, source: start)
            // A line end at the very end begins no line.
            if end < text.utf8.count || end > start || rows.isEmpty { rows.append(row(visible)) }
            start = end + 1
        }
        return rows
    }

    private func formatted(_ asciiOnly: Bool, _ columnLimit: Int, _ depth: Int) -> [Row] {
        var rows: [Row] = []
        JSONFormatter.eachLine(of: text.utf8, asciiOnly: asciiOnly, columnLimit: columnLimit) { visible, tokens, place in
            rows.append(row(visible, place))
            guard depth < JSONOpening.deepest, let string = tokens.last(where: { $0.kind == .string }) else { return }
            let range = place + string.range.lowerBound..<place + string.range.upperBound
            guard let inner = text[range].unescaped.opening else { return }
            let lead = visible.cells.prefix { $0.role == .gutter }.count + 2
            for below in inner.rows(asciiOnly: asciiOnly, columnLimit: columnLimit, depth: depth + 1) {
                let blanks = [Cell](repeating: Cell(" ", role: .gutter), count: lead)
                rows.append((blanks + below.cells, [Int](repeating: below.sources.first ?? 0, count: lead) + below.sources))
            }
        }
        return rows
    }

    /// `place`: where in the text its sources are counted from.
    private func row(_ visible: VisibleText, _ place: Int = 0) -> Row {
        (visible.cells, visible.sources.map { text.places.isEmpty ? 0 : text.places[min(place + Int($0), text.places.count - 1)] })
    }
}
