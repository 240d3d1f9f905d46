internal import Bytes
internal import Screen

extension ViewKind {
    package static let form = ViewKind(
        name: "form", summary: "URL-encoded fields, decoded, one a line", fits: { FormGrammar.fits($0, $1) },
        formatter: { .form(GrammarFormatter(charset: $0)) })
}

/// What a form sends (the URL Standard, application/x-www-form-urlencoded): `name = value` a line, both decoded.
///
/// A field ends at `&` or at a newline, which no encoder leaves as it is. What an escape stands for is UTF-8, and what is no escape
/// is as it came.
package struct FormGrammar: LineGrammar {
    package static let endsLastLine = true

    private var isInValue = false

    package init() {}

    package mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        var place = start
        while place < limit {
            let role: Role = isInValue ? .string : .key
            switch text[place] {
            case UInt8(ascii: "&"), 0x0A:
                isInValue = false
                return place + 1
            case 0x0D:
                if place + 1 < text.count ? text[place + 1] == 0x0A : !isFinal { break }
                shown.add(CollectionOfOne(0x0D), for: place, role)
            case UInt8(ascii: "=") where !isInValue:
                isInValue = true
                shown.mark(" = ", at: place)
            case UInt8(ascii: "+"): shown.add(CollectionOfOne(UInt8(ascii: " ")), for: place, role)
            case UInt8(ascii: "%"):
                // What is cut off may become an escape.
                if place + 2 >= text.count, !isFinal { return nil }
                if place + 2 < text.count, let high = text[place + 1].hexadecimalValue, let low = text[place + 2].hexadecimalValue {
                    shown.add(CollectionOfOne(high << 4 | low), for: place, role)
                    place += 3
                    continue
                }
                shown.add(text, place..<place + 1, .error)
            default:
                var end = place + 1
                while end < limit, !FormGrammar.isSpecial(text[end]) { end += 1 }
                shown.add(text, place..<end, role)
                place = end
                continue
            }
            place += 1
        }
        return nil
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "%"), 0x0A, 0x0D: true
        default: false
        }
    }

    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        type?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true ? 3 : 0
    }
}
