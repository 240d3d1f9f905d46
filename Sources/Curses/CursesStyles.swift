internal import CNcurses
internal import Screen

/// A theme in ncurses' terms: for each role the attributes and the number of a colour pair.
struct CursesStyles {
    typealias Style = (attributes: attr_t, pair: Int16)

    private var styles: [Style] = []
    /// How text looks that asks for nothing itself.
    private let text: Appearance
    /// Colours that the terminal shows; 0 where none are to be shown.
    private let colorCount: Int
    private let background: Int16
    private var pairs: [Appearance.Color: Int16] = [:]
    private let mostPairs = Terminfo.number("pairs")

    /// Sets up colours if the theme has any and the terminal eight or more.
    init(_ theme: Theme) {
        let count = Terminfo.number("colors")
        let isColored = Role.allCases.contains { theme[$0].color != nil }
        let hasColor = isColored && has_colors() && start_color() == OK && count >= 8
        colorCount = hasColor ? count : 0
        background = hasColor && use_default_colors() == OK ? -1 : Int16(Appearance.Color.black.number)
        text = theme[.text]
        for role in Role.allCases { styles.append(style(theme[role])) }
    }

    /// That of a cell.
    mutating func style(of cell: Cell) -> Style {
        cell.look == .none || cell.role != .text ? styles[Int(cell.role.rawValue)] : style(cell.look.over(text))
    }

    /// A colour has its pair from the first time that it is shown.
    private mutating func style(_ appearance: Appearance) -> Style {
        let attributes = Self.attributes(appearance.attributes)
        guard colorCount > 0, let color = appearance.color?.among(colorCount) else { return (attributes, 0) }
        if let pair = pairs[color] { return (attributes, pair) }
        guard pairs.count + 1 < mostPairs else { return (attributes, 0) }
        let pair = Int16(pairs.count + 1)
        pairs[color] = pair
        init_pair(pair, Int16(color.number), background)
        return (attributes, pair)
    }

    private static func attributes(_ attributes: Appearance.Attributes) -> attr_t {
        var result = CURLEW_NORMAL
        if attributes.contains(.bold) { result |= CURLEW_BOLD }
        if attributes.contains(.dim) { result |= CURLEW_DIM }
        if attributes.contains(.underline) { result |= CURLEW_UNDERLINE }
        if attributes.contains(.reverse) { result |= CURLEW_REVERSE }
        return result
    }
}
