/// How a piece of text looks: attributes and a colour.
package struct Appearance: Sendable, Hashable {
    /// One of the terminal's colours by its number: 0 to 7 and their bright forms 8 to 15, which the person's palette defines,
    /// then xterm's cube of 6 × 6 × 6 from 16 and its greys from 232.
    package struct Color: Sendable, Hashable {
        package let number: UInt8

        package init(number: UInt8) {
            self.number = number
        }

        package static let black = Color(number: 0), red = Color(number: 1), green = Color(number: 2), yellow = Color(number: 3)
        package static let blue = Color(number: 4), magenta = Color(number: 5), cyan = Color(number: 6), white = Color(number: 7)

        /// The colour itself if a terminal with so many has it, else the nearest of the first eight.
        package func among(_ count: Int) -> Color {
            if Int(number) < count { return self }
            if number < 16 { return Color(number: number - 8) }
            if number >= 232 { return number < 244 ? .black : .white }
            let cube = number - 16
            let parts = [cube / 36, cube / 6 % 6, cube % 6]
            let least = (parts.max() ?? 0) / 2 + 1
            return Color(number: parts.enumerated().reduce(0) { $0 + ($1.element >= least ? 1 << UInt8($1.offset) : 0) })
        }
    }

    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let underline = Attributes(rawValue: 4)
        package static let reverse = Attributes(rawValue: 8)
    }

    package var attributes: Attributes
    /// Of the text; with `reverse`, of its background. Nil is the terminal's own.
    package var color: Color?

    package init(_ attributes: Attributes = [], _ color: Color? = nil) {
        self.attributes = attributes
        self.color = color
    }
}

// As people write it
extension Appearance {
    private static let attributeNames: [(String, Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
    ]

    /// What is written in the place of an appearance, for messages.
    package static let grammar = "plain, bold, dim, underline, reverse; a colour as red, bright-red, 0 to 255 or #rrggbb"

    /// Words with blanks between them: `bold cyan`, `underline bright-red`, `208`, `#ff8700`; `plain` for nothing of all that.
    /// Nil if a word is none of these.
    package init?(_ text: String) {
        self.init()
        let words = text.split(separator: " ")
        if words.isEmpty { return nil }
        for word in words where word != "plain" {
            if let attribute = Appearance.attributeNames.first(where: { $0.0 == word }) {
                attributes.insert(attribute.1)
            } else if let color = Color(word) {
                self.color = color
            } else {
                return nil
            }
        }
    }

    /// In the words that it can be written in.
    package var text: String {
        let words = Appearance.attributeNames.filter { attributes.contains($0.1) }.map(\.0) + [color?.text].compactMap(\.self)
        return words.isEmpty ? "plain" : words.joined(separator: " ")
    }
}

extension Appearance.Color {
    fileprivate static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    fileprivate init?(_ word: Substring) {
        let isBright = word.hasPrefix("bright-")
        if let number = Appearance.Color.names.firstIndex(of: String(isBright ? word.dropFirst("bright-".count) : word)) {
            self.init(number: UInt8(number + (isBright ? 8 : 0)))
        } else if let number = UInt8(word) {
            self.init(number: number)
        } else if word.first == "#", word.count == 7, let rgb = UInt32(word.dropFirst(), radix: 16) {
            self.init(nearestTo: rgb)
        } else {
            return nil
        }
    }

    fileprivate var text: String {
        let names = Appearance.Color.names
        return number < 8 ? names[Int(number)] : number < 16 ? "bright-" + names[Int(number) - 8] : "\(number)"
    }

    /// The place in xterm's cube that is nearest to a colour of 24 bits.
    package init(nearestTo rgb: UInt32) {
        let levels: [Int] = [0, 95, 135, 175, 215, 255]
        let places = [16, 8, 0].map { shift in
            let part = Int(rgb >> UInt32(shift) & 0xFF)
            return levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0
        }
        self.init(number: UInt8(16 + 36 * places[0] + 6 * places[1] + places[2]))
    }
}
