/// A way to show a body: one row. To add one: a file with its formatter beside this one, a case of `ViewFormatter`, and its
/// row in `all`.
package struct ViewKind: Sendable, Hashable {
    /// For the bar, the command line and `:view`.
    package let name: String
    /// One line for the help.
    package let summary: String
    /// How well it fits a body of that Content-Type (`nil` for none) which begins with those bytes: 0 when it is not
    /// offered; the best one is offered first.
    package let fits: @Sendable (_ type: String?, _ beginning: [UInt8]) -> Int
    /// Its lines are opened one by one.
    package let pointsAtLine: Bool
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
        name: String, summary: String, pointsAtLine: Bool = false, wrapsAtWords: Bool = false, isTable: Bool = false,
        searched: SearchedText = .asSent, fits: @escaping @Sendable (String?, [UInt8]) -> Int,
        formatter: @escaping @Sendable (Charset) -> ViewFormatter
    ) {
        self.name = name
        self.summary = summary
        self.pointsAtLine = pointsAtLine
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
        .text, .hex, .json, .records, .flat, .events, .transcript, .form, .csv, .multipart, .ansi, .xml,
    ]

    /// Of `views` those that are offered for such a body beside the text as it came, the best one first.
    package static func fitting(_ views: [ViewKind], type: String?, beginning: [UInt8]) -> [ViewKind] {
        let fits = views.map { (view: $0, fit: $0.fits(type, beginning)) }.filter { $0.fit > 0 && $0.view != .text }
        return fits.enumerated().sorted { ($1.element.fit, $0.offset) < ($0.element.fit, $1.offset) }.map(\.element.view)
    }

    package static func == (left: ViewKind, right: ViewKind) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
