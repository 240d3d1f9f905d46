internal import Bodies
internal import Bytes
internal import Screen

// What a line holds shown below it: a string unescaped, a record with a line for each member.
extension Document {
    /// Shows below a line what its string holds, or its record, or does so no more; false if there is nothing to show.
    package mutating func toggleOpened(at line: LineNumber) -> Bool {
        let start = start(of: line)
        if folds.isException(at: start) { return folds.toggleException(at: start) }
        guard let shown = lines(from: line, count: 1, columnLimit: 0).first, opening(of: shown, line) != nil else { return false }
        return folds.toggleException(at: start)
    }

    /// The line with what is shown below it, if something is.
    func withOpened(_ line: Line, number: LineNumber, columnLimit: Int) -> Line {
        guard isOpened(at: line.range.lowerBound, isLong: line.isLong), let opening = opening(of: line, number) else { return line }
        var line = line
        // Of a long one the first piece.
        if line.end == .cut { line.end = .newline }
        let base = line.range.lowerBound.bytes
        // What is laid out below is not said twice.
        line.leaveOut(opening.leavesOut)
        // Under what is indented it is, further; under what stands in columns it is not.
        let lead = (view == .json ? line.cells.prefix { $0.role == .gutter }.count : 0) + 2
        let start = opening.text.places.first.map { $0 - base } ?? 0
        for row in opening.rows(as: display, columnLimit: columnLimit) {
            var below = VisibleText(asciiOnly: asciiOnly, columnLimit: columnLimit)
            for _ in 0..<lead { below.append(" ", role: .gutter, source: start) }
            line.breaks.append(line.cells.count)
            line.cells += below.cells + row.cells
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

    /// Something is shown below the line that begins there, if there is something.
    private func isOpened(at start: ByteOffset, isLong: Bool) -> Bool {
        let isShown = view.held != nil && !folds.keepsShut && !isLong
        return isShown != folds.isException(at: start)
    }

    /// It is long and is shown as if it were not.
    func isOpenedLong(_ line: LineNumber) -> Bool {
        !folds.hasNoExceptions && isOpened(at: start(of: line), isLong: true)
    }

    /// Its lines are shown as they are.
    package var isPlain: Bool { folds.foldsNothing && opensNothing }

    /// Nothing is shown below any line.
    var opensNothing: Bool { (view.held == nil || folds.keepsShut) && folds.hasNoExceptions }

    private func opening(of line: Line, _ number: LineNumber) -> JSONOpening? {
        guard let held = view.held else { return opening(at: number) }
        let start = line.range.lowerBound
        let bytes = snapshot.bytes(in: start..<min(line.range.upperBound, start + Document.mostOpened))
        let found = held(bytes, start)
        let text =
            found.encoded.map { JSONPlacedText(base64: $0, of: bytes, at: start) } ?? JSONPlacedText(found.parts, of: bytes, at: start)
        return text.isContainer ? JSONOpening(text: text, isJSON: true, leavesOut: found.parts) : nil
    }

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

    /// Those parts of `bytes`, as lines.
    init(_ parts: [Range<Int>], of bytes: [UInt8], at start: ByteOffset) {
        self.init(utf8: [], places: [])
        for (index, part) in parts.enumerated() {
            if index > 0 {
                utf8.append(JSONByte.newline)
                places.append(start.bytes + part.lowerBound)
            }
            utf8 += bytes[part]
            places += start.bytes + part.lowerBound..<start.bytes + part.upperBound
        }
    }

    /// What those bytes stand for.
    init(base64 code: Range<Int>, of bytes: [UInt8], at start: ByteOffset) {
        let text = bytes.withUnsafeBufferPointer { Base64Text.decode($0[code], phase: 0) }
        self.init(utf8: text, places: text.indices.map { start.bytes + code.lowerBound + $0 * 4 / 3 })
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
    /// What is not said twice: the bytes of the line that it is made of.
    var leavesOut: [Range<Int>] = []

    typealias Row = (cells: [Cell], sources: [Int])

    /// Strings in strings in strings.
    private static let deepest = 4

    /// Each with the places of the body that its cells come from.
    func rows(as display: CharacterDisplay, columnLimit: Int, depth: Int = 0) -> [Row] {
        isJSON ? formatted(display, columnLimit, depth) : lines(display, columnLimit)
    }

    private func lines(_ display: CharacterDisplay, _ columnLimit: Int) -> [Row] {
        var rows: [Row] = []
        var start = 0
        while start <= text.utf8.count {
            let end = text.utf8[start...].firstIndex(of: JSONByte.newline) ?? text.utf8.count
            let isReturn = end > start && text.utf8[end - 1] == 0x0D
            var visible = VisibleText(asciiOnly: display.asciiOnly, columnLimit: columnLimit, tabs: display.tabs)
            visible.append(utf8: text.utf8[start..<(isReturn ? end - 1 : end)], role: .string, source: start)
            // A line end at the very end begins no line.
            if end < text.utf8.count || end > start || rows.isEmpty { rows.append(row(visible)) }
            start = end + 1
        }
        return rows
    }

    private func formatted(_ display: CharacterDisplay, _ columnLimit: Int, _ depth: Int) -> [Row] {
        var rows: [Row] = []
        JSONFormatter.eachLine(of: text.utf8, as: display, columnLimit: columnLimit) { visible, tokens, place in
            rows.append(row(visible, place))
            guard depth < JSONOpening.deepest, let string = tokens.last(where: { $0.kind == .string }) else { return }
            let range = place + string.range.lowerBound..<place + string.range.upperBound
            guard let inner = text[range].unescaped.opening else { return }
            let lead = visible.cells.prefix { $0.role == .gutter }.count + 2
            for below in inner.rows(as: display, columnLimit: columnLimit, depth: depth + 1) {
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

extension Line {
    /// Leaves out the cells of those bytes.
    fileprivate mutating func leaveOut(_ left: [Range<Int>]) {
        if left.isEmpty { return }
        let places = Set(left.joined())
        let kept = cells.indices.filter { !places.contains(Int(sources[$0])) }
        (cells, sources) = (kept.map { cells[$0] }, kept.map { sources[$0] })
    }
}
