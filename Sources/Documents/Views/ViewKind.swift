package import Bodies

/// A way to show a body: one row. To add one: a file with its formatter beside this one, a case of `ViewFormatter`, and its
/// row in `all`.
package struct ViewKind: Sendable, Hashable {
    /// For the bar, the command line and `:view`.
    package let name: String
    /// What it was told about such bodies, apart from what it knows itself.
    package let variant: String?
    /// One line for the help.
    package let summary: String
    /// How well it fits a body of that Content-Type (`nil` for none) which begins with those bytes: 0 when it is not
    /// offered; the best one is offered first.
    package let fits: @Sendable (_ type: String?, _ beginning: [UInt8]) -> Int
    /// Its lines are opened one by one.
    package let pointsAtLine: Bool
    /// Which of the bytes of a line, which begins at that place, are a JSON text that is laid out below it unless it is folded; nil
    /// in a view that shows nothing below its lines by itself.
    package let held: (@Sendable (_ bytes: [UInt8], _ place: ByteOffset) -> HeldText)?
    /// Whether an event or a frame begins with a line of those bytes, which begins at that place; nil where nothing of the kind is.
    package let begins: (@Sendable (_ bytes: [UInt8], _ place: ByteOffset) -> Bool)?
    /// Its lines are prose: on the screen they are broken between words.
    package let wrapsAtWords: Bool
    /// Its lines are rows of a table: those on the screen have their columns one below the other, and the first of all stays above
    /// them.
    package let isTable: Bool
    /// Each of its lines has one row, which ends at the edge of the screen.
    package var endsAtEdge: Bool { pointsAtLine || isTable }
    /// What a search in it looks at.
    package let searched: SearchedText
    /// What makes its lines.
    package let formatter: @Sendable (Charset) -> ViewFormatter

    package init(
        name: String, variant: String? = nil, summary: String, pointsAtLine: Bool = false, wrapsAtWords: Bool = false,
        isTable: Bool = false, searched: SearchedText = .asSent,
        held: (@Sendable ([UInt8], ByteOffset) -> HeldText)? = nil, begins: (@Sendable ([UInt8], ByteOffset) -> Bool)? = nil,
        fits: @escaping @Sendable (String?, [UInt8]) -> Int,
        formatter: @escaping @Sendable (Charset) -> ViewFormatter
    ) {
        self.name = name
        self.variant = variant
        self.summary = summary
        self.pointsAtLine = pointsAtLine
        self.held = held
        self.begins = begins
        self.wrapsAtWords = wrapsAtWords
        self.isTable = isTable
        self.searched = searched
        self.fits = fits
        self.formatter = formatter
    }

    package enum SearchedText: Sendable {
        /// The text of the body.
        case asSent
        /// That, and what the escape sequences of JSON stand for in it.
        case unescaped
        /// The text of its lines, because they say more; and what escape sequences stand for.
        case lines
    }

    package static let all: [ViewKind] = [
        .text, .hex, .json, .records, .flat, .events, .frames, .transcript, .form, .csv, .multipart, .ansi, .xml,
    ]

    /// All of them; the transcript knows that path besides the formats of its own, if there is one.
    package static func all(delta: String?) -> [ViewKind] {
        guard let delta else { return all }
        return all.map { $0 == .transcript ? .transcript(delta: delta) : $0 }
    }

    /// Of `views` those that are offered for such a body beside the text as it came, the best one first.
    package static func fitting(_ views: [ViewKind], type: String?, beginning: [UInt8]) -> [ViewKind] {
        let fits = views.map { (view: $0, fit: $0.fits(type, beginning)) }.filter { $0.fit > 0 && $0.view != .text }
        return fits.enumerated().sorted { ($1.element.fit, $0.offset) < ($0.element.fit, $1.offset) }.map(\.element.view)
    }

    package static func == (left: ViewKind, right: ViewKind) -> Bool {
        left.name == right.name && left.variant == right.variant
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The bytes of a line that are a text.
package struct HeldText: Sendable {
    /// What is not shown where it stands if the text is shown elsewhere. Joined by line ends they are the text,
    package var parts: [Range<Int>]
    /// unless the text is these alone, in base64.
    package var encoded: Range<Int>?

    package init(_ parts: [Range<Int>], encoded: Range<Int>? = nil) {
        (self.parts, self.encoded) = (parts, encoded)
    }
}
