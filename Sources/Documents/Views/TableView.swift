internal import Screen

extension ViewKind {
    package static let csv = ViewKind(
        name: "csv", summary: "values with commas, semicolons or tabs between them, in columns, the first line above them",
        isTable: true, fits: { TableGrammar.fits($0, $1) }, formatter: { .csv(GrammarFormatter(charset: $0)) })
}

/// What stands between two values of a table.
package enum TableRule {
    package static let text = " | "
}

extension Line {
    /// Where its rules begin, if it is a row of a table. No value has such cells: what a view adds is in a role of its own.
    package var tableRules: [Int] {
        cells.indices.filter { index in
            index > 0 && cells[index].scalar == "|" && cells[index].role == .gutter && cells[index - 1].role == .gutter
        }.map { $0 - 1 }
    }
}

/// Comma-separated values (RFC 4180) and their like: a record a line, without the quotes that are none of its values.
///
/// What separates the values is that of `,` `;` TAB and `|` which the first line has most of. A newline within quotes is a
/// visible `\n`. Between tabs quotes are characters like others (IANA, text/tab-separated-values).
package struct TableGrammar: LineGrammar {
    private var separator: UInt8?
    private var isInHeader = true
    private var isInQuotes = false
    private var isInValue = false

    package init() {}

    package mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        let separator = separator ?? TableGrammar.separator(in: text, from: start)
        self.separator = separator
        let role: Role = isInHeader ? .key : .text
        let quote: UInt8? = separator == 0x09 ? nil : UInt8(ascii: "\"")
        var place = start
        while place < limit {
            switch text[place] {
            case quote where isInQuotes:
                // Another one after it makes it a character.
                guard place + 1 < text.count else {
                    if !isFinal { return nil }
                    isInQuotes = false
                    break
                }
                if text[place + 1] == quote {
                    shown.add(CollectionOfOne(text[place]), for: place, role)
                    place += 1
                } else {
                    isInQuotes = false
                }
            case quote where !isInValue:
                (isInQuotes, isInValue) = (true, true)
            case 0x0A where isInQuotes: shown.mark("\\n", at: place)
            case 0x0A:
                (isInHeader, isInValue) = (false, false)
                return place + 1
            case 0x0D where place + 1 < text.count ? text[place + 1] == 0x0A : !isFinal: break
            case separator where !isInQuotes:
                isInValue = false
                shown.mark(TableRule.text, at: place)
            default:
                var end = place + 1
                while end < limit, !isSpecial(text[end], separator) { end += 1 }
                isInValue = true
                shown.add(text, place..<end, role)
                place = end
                continue
            }
            place += 1
        }
        return nil
    }

    private func isSpecial(_ byte: UInt8, _ separator: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"")
    }

    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

    /// Of those that may be the one which the first line has most of.
    private static func separator(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
        var counts = separators.map { _ in 0 }
        var isInQuotes = false
        for byte in text[start...] {
            // Within quotes too: what comes after the line may not have come yet.
            if byte == 0x0A { break }
            if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if isInQuotes { continue }
            if let index = separators.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        return counts.firstIndex(of: most).map { separators[$0] } ?? separators[0]
    }

    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = type?.prefix { $0 != ";" }.lowercased() ?? ""
        return ["text/csv", "text/tab-separated-values", "application/csv", "text/comma-separated-values"].contains(type) ? 3 : 0
    }
}
