internal import Bytes

/// Cells made from text that came from outside, so that nothing of it reaches a terminal uninterpreted:
/// the one gate between foreign text and the screen, for body, header, URL, file name and message alike.
///
/// What prints is itself. The rest is shown, as less and vim show it, by a token in role `.token`: a C0 control and DEL
/// in caret notation (`^[`), an invalid byte as `<E9>`, and by its code point (`<U+202E>`) every character that
/// would act or hide: C1 controls, bidi controls, zero-width and other default-ignorable characters, whatever the
/// C library calls unprintable, and a combining mark that has nothing to combine with or comes on top of
/// `Cell.maximumMarks` others. LF and CR are controls like the others: whoever knows line ends takes them out before.
///
/// A variation selector 15 or 16 directly after a character is absorbed: it asks for a picture or for plain text,
/// and the columns stay those of the character. A joiner or a soft hyphen is no token between the letters or emoji that it is
/// for (`Joiner`): what comes next decides.
package struct VisibleText: Sendable {
    /// A wide character is one cell of width 2, without a continuation; a tab is blanks.
    package private(set) var cells: [Cell] = []
    /// For each cell the `source` it was appended with.
    package private(set) var sources: [UInt32] = []
    /// The sum of the cells' widths; never more than the limit.
    package private(set) var columns = 0
    /// Whether something did not fit any more. From then on appending does nothing.
    package private(set) var isFull: Bool

    private let asciiOnly: Bool
    private let columnLimit: Int
    private let startColumn: Int
    private let tabs: TabStops
    /// What the last thing appended was, as far as a mark or a variation selector after it cares.
    private var last = Last.unmarkable
    /// Set while `last` is `undecided`.
    private var undecided: Undecided?

    private enum Last {
        case unmarkable, base, marked
        /// A joiner or a soft hyphen, for now shown as a token.
        case undecided
    }

    /// How it was before the token.
    private struct Undecided {
        let joiner: Unicode.Scalar
        let cellCount: Int
        let columns: Int
        let last: Last
        /// The token did not fit.
        let isFull: Bool
    }

    /// `asciiOnly`: show everything beyond ASCII as tokens, for terminals that know nothing else.
    /// `startColumn`: where in its line the text begins.
    package init(asciiOnly: Bool = false, startColumn: Int = 0, columnLimit: Int = .max, tabs: TabStops = .standard) {
        self.asciiOnly = asciiOnly
        self.startColumn = startColumn
        self.columnLimit = columnLimit
        self.tabs = tabs
        isFull = columnLimit <= 0
    }

    private static let largestReserve = 1024

    /// `source` is where the character comes from, for instance its byte offset from the line's start.
    package mutating func append(_ scalar: Unicode.Scalar, role: Role = .text, look: OwnLook = .none, source: Int = 0) {
        let source = UInt32(clamping: source)
        if last == .undecided { decide(before: scalar) }
        if scalar.value >= 0x20 && scalar.value < 0x7F {
            put(Cell(scalar, role: role, look: look), source)
            last = .base
        } else if scalar.value < 0x80 {
            appendControl(UInt8(truncatingIfNeeded: scalar.value), role, source)
        } else {
            appendBeyondASCII(scalar, role, look, source)
        }
    }

    /// Printable ASCII, blanks included, which most text consists of: as one by one. `source` is that of the first, and each
    /// after it has one more.
    package mutating func append(ascii run: UnsafeBufferPointer<UInt8>, role: Role = .text, source: Int = 0) {
        guard let first = run.first else { return }
        if last == .undecided { decide(before: Unicode.Scalar(first)) }
        if isFull { return }
        let count = min(run.count, columnLimit - columns)
        // All at once: to append each by itself takes ten times as long. Most lines are one such run, and it is theirs as it is.
        let made = [Cell](unsafeUninitializedCapacity: count) { cells, made in
            for index in 0..<count { (cells.baseAddress! + index).initialize(to: Cell(Unicode.Scalar(run[index]), role: role)) }
            made = count
        }
        let madeSources = [UInt32](unsafeUninitializedCapacity: count) { sources, made in
            for index in 0..<count { (sources.baseAddress! + index).initialize(to: UInt32(clamping: source &+ index)) }
            made = count
        }
        if cells.isEmpty {
            (cells, sources) = (made, madeSources)
        } else {
            cells += made
            sources += madeSources
        }
        columns += count
        isFull = count < run.count
        last = .base
    }

    /// A byte that does not belong to any character: `<E9>`.
    package mutating func append(invalid byte: UInt8, source: Int = 0) {
        if last == .undecided { decide(before: nil) }
        appendToken("<", hex: UInt32(byte), digits: 2, UInt32(clamping: source))
    }

    /// Decodes UTF-8 and shows each byte that is not part of a character as a token. Each cell's source is `source` plus
    /// the index of its character's first byte in `bytes`.
    package mutating func append(utf8 bytes: some Sequence<UInt8>, role: Role = .text, source: Int = 0) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append($0, role, source) }
        if isDone == nil {
            Array(bytes).withUnsafeBufferPointer { append($0, role, source) }
        }
    }

    /// As `append(utf8:)`.
    package mutating func append(_ text: String, role: Role = .text) {
        append(utf8: text.utf8, role: role)
    }

    /// The cells that stay whatever follows, apart from the marks of the last one.
    package var decidedCount: Int { undecided?.cellCount ?? cells.count }

    /// Takes away the first `count` cells, at most all but the last that is decided.
    package mutating func forget(_ count: Int) {
        cells.removeFirst(count)
        sources.removeFirst(count)
        if let held = undecided {
            undecided = Undecided(
                joiner: held.joiner, cellCount: held.cellCount - count, columns: held.columns, last: held.last, isFull: held.isFull)
        }
    }

    /// Whether a text can be cut between two characters, and both parts look as before; `before` is nil for a byte that is
    /// none.
    package static func canCut(between before: Unicode.Scalar?, and after: Unicode.Scalar) -> Bool {
        // A joiner waits for what comes after it; anything else has looked back only.
        if let before, Joiner.isOne(before) { return false }
        return after.isASCII || width(standingAlone: after) != nil
    }

    /// The columns of a character that prints as itself and neither joins nor acts on the one before or after it; nil for any
    /// other.
    package static func width(standingAlone scalar: Unicode.Scalar) -> Int? {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return 1 }
        guard scalar.value >= 0x80, !scalar.hidesOrActs, let width = DisplayWidth.columns(of: scalar), width > 0 else { return nil }
        return width
    }

    /// All of a text's cells at once.
    package static func cells(_ text: String, role: Role = .text, asciiOnly: Bool = false) -> [Cell] {
        cells(utf8: text.utf8, role: role, asciiOnly: asciiOnly)
    }

    package static func cells(utf8 bytes: some Sequence<UInt8>, role: Role = .text, asciiOnly: Bool = false) -> [Cell] {
        var text = VisibleText(asciiOnly: asciiOnly)
        text.append(utf8: bytes, role: role)
        return text.cells
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ role: Role, _ source: Int) {
        var index = 0
        while index < bytes.count && !isFull {
            let place = source + index
            let run = UnsafeBufferPointer(rebasing: bytes[index..<endOfPrintableASCII(in: bytes, from: index)])
            if !run.isEmpty {
                append(ascii: run, role: role, source: place)
                index += run.count
            } else if case .scalar(let scalar, let length) = UTF8Scan.next(in: bytes, at: index) {
                append(scalar, role: role, source: place)
                index += length
            } else {
                append(invalid: bytes[index], source: place)
                index += 1
            }
        }
    }

    private func endOfPrintableASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, 0x20..<0x7F ~= bytes[end] { end += 1 }
        return end
    }

    private mutating func put(_ cell: Cell, _ source: UInt32) {
        guard columns + Int(cell.width) <= columnLimit, !isFull else {
            isFull = true
            return
        }
        if cells.isEmpty, columnLimit < Self.largestReserve {
            cells.reserveCapacity(columnLimit)
            sources.reserveCapacity(columnLimit)
        }
        cells.append(cell)
        sources.append(source)
        columns += Int(cell.width)
    }

    private mutating func appendControl(_ control: UInt8, _ role: Role, _ source: UInt32) {
        if control == 0x09 {
            let column = startColumn + columns
            let blanks = tabs.next(after: column) - column
            for _ in 0..<blanks where !isFull { put(.blank(role), source) }
        } else {
            put(Cell("^", role: .token), source)
            put(Cell(Unicode.Scalar(control ^ 0x40), role: .token), source)
        }
        last = .unmarkable
    }

    private mutating func appendBeyondASCII(_ scalar: Unicode.Scalar, _ role: Role, _ look: OwnLook, _ source: UInt32) {
        if last == .undecided { decide(before: scalar) }
        if isFull { return }
        if asciiOnly { return appendToken(scalar, source) }
        if Joiner.isOne(scalar) { return append(joiner: scalar, source) }
        if VariationSelector.asksForPresentation(scalar), last == .base {
            last = .marked
            return
        }
        guard !scalar.hidesOrActs, let width = DisplayWidth.columns(of: scalar) else {
            return appendToken(scalar, source)
        }
        if width == 0 {
            guard last != .unmarkable, let base = cells.indices.last, cells[base].add(mark: scalar) else {
                return appendToken(scalar, source)
            }
            last = .marked
        } else {
            put(Cell(scalar, role: role, width: UInt8(clamping: width), look: look), source)
            last = .base
        }
    }

    private mutating func append(joiner: Unicode.Scalar, _ source: UInt32) {
        guard last != .unmarkable, let base = cells.indices.last else { return appendToken(joiner, source) }
        if Joiner.isJustified(joiner, after: cells[base]), cells[base].add(mark: joiner) {
            last = .marked
            return
        }
        let (count, columns, last) = (cells.count, columns, last)
        appendToken(joiner, source)
        undecided = Undecided(joiner: joiner, cellCount: count, columns: columns, last: last, isFull: isFull)
        // Whoever asks must go on: if the token does not stay, there is room again.
        isFull = false
        self.last = .undecided
    }

    /// The token of a joiner stays, or goes because of what comes next.
    private mutating func decide(before next: Unicode.Scalar?) {
        guard let held = undecided, held.cellCount > 0 else { return }
        undecided = nil
        let base = held.cellCount - 1
        switch Joiner.place(of: held.joiner, after: cells[base], before: next) {
        case .mark where cells[base].add(mark: held.joiner): last = .marked
        case .none: last = held.last
        case .mark, .token:
            last = .unmarkable
            isFull = held.isFull
            return
        }
        cells.removeLast(cells.count - held.cellCount)
        sources.removeLast(sources.count - held.cellCount)
        columns = held.columns
    }

    private mutating func appendToken(_ scalar: Unicode.Scalar, _ source: UInt32) {
        let digits = scalar.value > 0xFFFFF ? 6 : scalar.value > 0xFFFF ? 5 : 4
        appendToken("<U+", hex: scalar.value, digits: digits, source)
    }

    private mutating func appendToken(_ opening: StaticString, hex value: UInt32, digits: Int, _ source: UInt32) {
        last = .unmarkable
        if isFull { return }
        opening.withUTF8Buffer { for byte in $0 { put(Cell(Unicode.Scalar(byte), role: .token), source) } }
        for place in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(4 * place) & 0xF)
            put(Cell(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x37 + digit), role: .token), source)
        }
        put(Cell(">", role: .token), source)
    }
}
