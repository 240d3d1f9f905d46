internal import Screen

/// Counts the columns that a `LineBuilder` would fill, many times as fast: only what is not one character by itself, marks
/// and joiners with what they stand on, takes the way through `VisibleText`.
struct ColumnCounter: LineOutput {
    /// From the line's start.
    private(set) var columns: Int
    /// The column of the first wide character of the line.
    private(set) var firstWide: Int?
    /// Of the last cell.
    private(set) var lastWidth = 1
    /// How much was looked at singly: what this took is proportional to it.
    private(set) var work = 0

    private let display: CharacterDisplay
    /// The character before, if marks can go on it.
    private var base: Unicode.Scalar?
    /// What came since, as long as the next character can still change how it looks.
    private var text: VisibleText?
    /// The column that `text` begins at.
    private var textStart = 0

    init(from column: Int, firstWide: Int?, _ display: CharacterDisplay) {
        columns = column
        self.firstWide = firstWide
        self.display = display
    }

    var isFull: Bool { false }

    mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int) {
        guard let first = run.first, let last = run.last else { return }
        if text != nil { end(with: Unicode.Scalar(first)) } else { columns += 1 }
        columns += run.count - 1
        lastWidth = 1
        base = Unicode.Scalar(last)
    }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        work += 1
        if scalar.isASCII || display.asciiOnly {
            let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F
            if text != nil {
                end(with: scalar)
            } else {
                columns =
                    isPlain ? columns + 1 : scalar == "\t" ? display.tabs.next(after: columns) : columns + ColumnCounter.tokenWidth(scalar)
            }
            lastWidth = 1
            base = isPlain ? scalar : nil
        } else if let width = VisibleText.width(standingAlone: scalar) {
            if text != nil { end(with: scalar) } else { columns += width }
            if width == 2, firstWide == nil { firstWide = columns - 2 }
            lastWidth = width
            base = scalar
        } else {
            begin()
            text?.append(scalar)
        }
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        work += 1
        if text != nil {
            text?.append(invalid: byte)
            finish()
        } else {
            columns += 4
        }
        lastWidth = 1
        base = nil
    }

    /// Nothing follows in this piece.
    mutating func finish() {
        guard let text else { return }
        columns = textStart + text.columns
        lastWidth = Int(text.cells.last?.width ?? 1)
        self.text = nil
        base = nil
    }

    private mutating func begin() {
        guard text == nil else { return }
        textStart = columns - (base == nil ? 0 : lastWidth)
        text = VisibleText(asciiOnly: display.asciiOnly, startColumn: textStart, tabs: display.tabs)
        if let base { text?.append(base) }
    }

    /// `scalar` settles how all before it looks.
    private mutating func end(with scalar: Unicode.Scalar) {
        text?.append(scalar)
        finish()
    }

    /// `^A`, `<U+E9>` and the like.
    private static func tokenWidth(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 2 }
        return scalar.value > 0xFFFFF ? 10 : scalar.value > 0xFFFF ? 9 : 8
    }
}
