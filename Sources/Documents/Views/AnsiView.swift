internal import Bytes
internal import Screen

extension ViewKind {
    package static let ansi = ViewKind(
        name: "ansi", summary: "text in the colours and styles that its escape sequences ask for; of other sequences nothing is done",
        fits: { AnsiGrammar.fits($0, $1) }, formatter: { .ansi(GrammarFormatter(charset: $0)) })
}

/// Text for a terminal: the colours and styles of SGR sequences (ECMA-48) that `GraphicRendition` knows, the text of links (OSC 8),
/// and what man pages strike over as bold and underlined. Everything else stays visible and does nothing.
package struct AnsiGrammar: LineGrammar {
    package static let reach = 16
    private static let escape: UInt8 = 0x1B, backspace: UInt8 = 0x08
    /// Bytes of a sequence; a longer one is none.
    private static let longestSequence = 100
    private static let longestLink = 2200

    private var rendition = GraphicRendition()

    package init() {}

    package mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        let bytes = UnsafeRawBufferPointer(text)
        let newline = ByteSearch.firstIndex(of: 0x0A, in: UnsafeRawBufferPointer(rebasing: bytes[start...])).map { start + $0 }
        let line = UnsafeBufferPointer(
            rebasing: text[
                ..<(newline.map { Self.lineEnd(text, from: start, before: $0) } ?? Self.openEnd(text, from: start, isFinal: isFinal))])
        let isWhole = newline != nil || isFinal
        let end = min(limit, line.count)
        var place = start
        while place < end {
            let next = ByteSearch.firstIndex(of: Self.escape, in: UnsafeRawBufferPointer(rebasing: bytes[place..<end])) ?? end - place
            if next > 0 {
                if shown.isKept, !addText(line, place..<place + next, isWhole: isWhole, to: &shown) { return nil }
                place += next
                continue
            }
            switch sequence(line, at: place, isWhole: isWhole) {
            case .rendition(let changed, let end):
                (rendition, place) = (changed, end)
                shown.stop(at: end)
            case .link(let end):
                place = end
                shown.stop(at: end)
            case .other:
                shown.add(text, place..<place + 1, .text)
                place += 1
            case .unfinished: return nil
            }
        }
        guard let newline, newline < limit else { return nil }
        return newline + 1
    }

    // MARK: Sequences

    private enum Sequence {
        case rendition(GraphicRendition, end: Int)
        case link(end: Int)
        case other
        /// It may become one.
        case unfinished
    }

    private func sequence(_ line: UnsafeBufferPointer<UInt8>, at place: Int, isWhole: Bool) -> Sequence {
        guard place + 1 < line.count else { return isWhole ? .other : .unfinished }
        switch line[place + 1] {
        case UInt8(ascii: "["):
            let parameters = line[(place + 2)...].prefix(Self.longestSequence).prefix { (0x30...0x3B).contains($0) }
            if parameters.endIndex == line.count { return isWhole || parameters.count == Self.longestSequence ? .other : .unfinished }
            guard line[parameters.endIndex] == UInt8(ascii: "m"), let changed = rendition.changed(by: parameters) else { return .other }
            return .rendition(changed, end: parameters.endIndex + 1)
        case UInt8(ascii: "]"):
            return link(line, at: place + 2, isWhole: isWhole)
        default: return .other
        }
    }

    /// `8;parameters;address` and its end, BEL or ESC \.
    private func link(_ line: UnsafeBufferPointer<UInt8>, at place: Int, isWhole: Bool) -> Sequence {
        let head = line[place...].prefix(2)
        guard head.elementsEqual([0x38, 0x3B].prefix(head.count)) else { return .other }
        let body = line[place...].prefix(Self.longestLink).prefix { $0 >= 0x20 && $0 != 0x7F }
        if body.count == Self.longestLink { return .other }
        guard body.endIndex < line.count else { return isWhole ? .other : .unfinished }
        guard head.count == 2, body.dropFirst(2).contains(0x3B) else { return .other }
        if line[body.endIndex] == 0x07 { return .link(end: body.endIndex + 1) }
        guard line[body.endIndex] == Self.escape else { return .other }
        guard body.endIndex + 1 < line.count else { return isWhole ? .other : .unfinished }
        return line[body.endIndex + 1] == UInt8(ascii: "\\") ? .link(end: body.endIndex + 2) : .other
    }

    // MARK: Text

    /// False at the end of what has come, if more may change how that looks.
    private func addText(
        _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isWhole: Bool, to shown: inout ShownText
    ) -> Bool {
        let bytes = UnsafeRawBufferPointer(line)
        var place = range.lowerBound
        while place < range.upperBound {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place..<range.upperBound])
            guard let struck = ByteSearch.firstIndex(of: Self.backspace, in: rest).map({ place + $0 }) else { break }
            // The character before it, if it is one.
            var first = struck
            while first > place, struck - first < 4 {
                first -= 1
                if !UTF8Scan.isContinuation(line[first]) { break }
            }
            shown.add(line, place..<first, .text, rendition.look)
            guard let struckOver = overstrike(line, at: first, isWhole: isWhole) else { return false }
            shown.add(line[struckOver.character], for: first, .text, look(struckOver.attributes))
            place = struckOver.end
            if place > range.upperBound { return true }
        }
        shown.add(line, place..<max(place, range.upperBound), .text, rendition.look)
        return true
    }

    private func look(_ attributes: Appearance.Attributes) -> OwnLook {
        var look = rendition.look
        look.attributes.formUnion(attributes)
        return look
    }

    private struct Overstrike {
        var character: Range<Int>
        var attributes: Appearance.Attributes
        var end: Int
    }

    /// The character at `place` and what is struck over it: itself for bold, `_` for underlined. A backspace that is of neither is
    /// a character like others. Nil: it may go on.
    private func overstrike(_ line: UnsafeBufferPointer<UInt8>, at place: Int, isWhole: Bool) -> Overstrike? {
        guard let first = character(line, at: place) else {
            return Overstrike(character: place..<place + 1, attributes: [], end: place + 1)
        }
        var result = Overstrike(character: first, attributes: [], end: first.upperBound)
        while result.end < line.count, line[result.end] == Self.backspace {
            guard result.end + 1 < line.count else { return isWhole ? result : nil }
            guard let next = character(line, at: result.end + 1) else { return result }
            let isRule = isUnderscore(line[next])
            if line[next].elementsEqual(line[result.character]) {
                result.attributes.insert(.bold)
            } else if isRule || isUnderscore(line[result.character]) {
                result.attributes.insert(.underline)
                if !isRule { result.character = next }
            } else {
                return result
            }
            result.end = next.upperBound
        }
        return result
    }

    private func isUnderscore(_ character: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool { character.elementsEqual([0x5F]) }

    private func character(_ line: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
        if case .scalar(let scalar, let length) = UTF8Scan.next(in: line, at: place), scalar.value >= 0x20 {
            place..<place + length
        } else {
            nil
        }
    }

    // MARK: Which bodies

    /// Where there is a sequence or something struck over that it would show.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = type?.lowercased() ?? "text/plain"
        guard type.hasPrefix("text/plain") || type.hasPrefix("application/octet-stream") || type.hasPrefix("text/x-") else { return 0 }
        var grammar = AnsiGrammar()
        return beginning.withUnsafeBufferPointer { text in
            var shown = ShownText(isKept: true)
            var place = 0
            while let next = grammar.readLine(text, from: place, upTo: text.count, isFinal: false, to: &shown) { place = next }
            return shown.hasLook || grammar.rendition != GraphicRendition() ? 3 : 0
        }
    }
}
