internal import CNcurses
internal import Screen

/// A theme in ncurses' terms: for each role the attributes and the number of a colour pair.
struct CursesStyles {
    private var styles: [(attributes: attr_t, pair: Int16)]

    /// Sets up colours if the theme has any and the terminal eight or more.
    init(_ theme: Theme) {
        let count = Terminfo.number("colors")
        let isColored = Role.allCases.contains { theme[$0].color != nil }
        let hasColor = isColored && has_colors() && start_color() == OK && count >= 8
        let background: Int16 = hasColor && use_default_colors() == OK ? -1 : Int16(Appearance.Color.black.number)
        var pairs: [Appearance.Color: Int16] = [:]
        styles = Role.allCases.map { role in
            let appearance = theme[role]
            guard hasColor, let color = appearance.color?.among(count) else { return (Self.attributes(appearance.attributes), 0) }
            let pair = pairs[color] ?? Int16(pairs.count + 1)
            if pairs.updateValue(pair, forKey: color) == nil { init_pair(pair, Int16(color.number), background) }
            return (Self.attributes(appearance.attributes), pair)
        }
    }

    subscript(role: Role) -> (attributes: attr_t, pair: Int16) {
        styles[Int(role.rawValue)]
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
