internal import Bytes
internal import Screen

extension ViewKind {
    package static let xml = ViewKind(
        name: "xml", summary: "XML and HTML with a line for each element, the text in them as it was sent",
        fits: { MarkupGrammar.fits($0, $1) }, formatter: { .xml(GrammarFormatter(charset: $0)) })
}

/// XML and HTML: two blanks a level, an element a line, of the text nothing changed.
///
/// Only white space between two pieces of markup is laid out anew, and not where text stands beside them: an element that has text
/// of its own is as it was sent, with all that is in it, but for what HTML sets on lines of its own anyhow. An element of nothing but
/// text stands on one line. White space within a tag is one blank. From where the text breaks the rules of XML it is shown as it
/// came; HTML has no such rules.
package struct MarkupGrammar: LineGrammar {
    package static let endsLastLine = true
    package static let reach = 16

    /// No line begins further in.
    private static let deepest = 40
    /// White space of more bytes is text.
    private static let longestSpace = 4096
    /// The name of a tag that ends an element is looked at as a whole.
    private static let longestName = 4096

    /// What the place is in.
    private enum Place: Sendable, Equatable {
        /// Between markup and what follows it.
        case between
        case text
        case cdata
        case name
        case tag
        case attribute
        case value(quote: UInt8)
        case unquoted
        case comment
        case instruction
        case declaration(brackets: Int)
        /// Of an element whose content is no markup, as a script.
        case verbatim
        /// After a fault.
        case raw
    }

    /// What was read last, as far as it matters between markup.
    private enum Last: Sendable {
        case start, end, other
    }

    private var place = Place.between
    private var last = Last.other
    /// Something of the line has been read.
    private var isInLine = false
    private var tag = Tag()
    private var levels = MarkupLevels()
    private var isHTML: Bool?
    private var blockCame = false
    /// A blank stands for the white space in a tag.
    private var isAfterBlank = false

    /// The tag that is being read.
    private struct Tag: Sendable {
        var isEnd = false
        var name = MarkupName()
        var isEmpty = false
        var expectsValue = false
    }

    private var readsHTML: Bool { isHTML == true }

    package init() {}

    package mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        var reader = Reader(text: text, place: start, limit: limit, isFinal: isFinal, shown: shown)
        defer { shown = reader.shown }
        while reader.place < limit {
            let before = reader.place
            switch read(&reader) {
            case .on: isInLine = isInLine || reader.place > before
            case .newLine:
                isInLine = false
                return reader.place
            case .unfinished: return nil
            }
        }
        return nil
    }

    private enum Step {
        case on
        /// The next line begins at the reader's place.
        case newLine
        /// It takes more of the text to know.
        case unfinished
    }

    private struct Reader {
        let text: UnsafeBufferPointer<UInt8>
        var place: Int
        let limit: Int
        let isFinal: Bool
        var shown: ShownText

        /// The bytes up to the limit for which `isIn` holds, in that role.
        mutating func take(_ role: Role, while isIn: (UInt8) -> Bool) {
            let start = place
            while place < limit, isIn(text[place]) { place += 1 }
            shown.add(text, start..<place, role)
        }

        mutating func show(upTo end: Int, _ role: Role) {
            shown.add(text, place..<end, role)
            place = end
        }

        /// A few bytes that stay together.
        mutating func take(_ count: Int, _ role: Role) {
            let end = min(text.count, place + count)
            shown.add(text[place..<end], for: place, role)
            place = end
        }

        /// Whether `words` stand at `start`; nil if more must come to know.
        func has(_ words: StaticString, at start: Int, ignoringCase: Bool = false) -> Bool? {
            for index in 0..<words.utf8CodeUnitCount {
                guard start + index < text.count else { return isFinal ? false : nil }
                let byte = text[start + index]
                if (ignoringCase ? byte.lowercased : byte) != words.utf8Start[index] { return false }
            }
            return true
        }
    }

    private mutating func read(_ reader: inout Reader) -> Step {
        switch place {
        case .between: return readBetween(&reader)
        case .text: return readText(&reader)
        case .cdata: return readRuns(&reader, .text, to: "]]>", endRole: .punctuation) { $0.place = .text }
        case .comment: return readRuns(&reader, .comment, to: "-->", endRole: .comment) { $0.endMarkup() }
        case .instruction: return readRuns(&reader, .comment, to: readsHTML ? ">" : "?>", endRole: .comment) { $0.endMarkup() }
        case .declaration(let brackets): return readDeclaration(&reader, brackets)
        case .verbatim: return readVerbatim(&reader)
        case .raw: return readLineOfText(&reader, .text) { _ in false }
        case .name, .tag, .attribute, .value, .unquoted: return readTag(&reader)
        }
    }

    private mutating func endMarkup() {
        place = .between
        last = .other
    }

    // MARK: Between markup

    private mutating func readBetween(_ reader: inout Reader) -> Step {
        let start = reader.place
        var next = start
        while next < reader.text.count, reader.text[next].isSpace { next += 1 }
        guard next < reader.text.count || next - start > Self.longestSpace else {
            if !reader.isFinal { return .unfinished }
            reader.shown.hide(start..<next)
            reader.place = reader.limit
            return .on
        }
        guard next - start <= Self.longestSpace, reader.text[next] == UInt8(ascii: "<") else {
            return beginText(&reader, after: next)
        }
        guard let isCDATA = reader.has("<![CDATA[", at: next) else { return .unfinished }
        if isCDATA { return beginText(&reader, after: next) }
        guard next + 1 < reader.text.count || reader.isFinal else { return .unfinished }
        return layOut(&reader, markupAt: next)
    }

    /// White space in front of markup is where a line ends, or is shown as it is.
    private mutating func layOut(_ reader: inout Reader, markupAt next: Int) -> Step {
        let start = reader.place
        let isEnd = next + 1 < reader.text.count && reader.text[next + 1] == UInt8(ascii: "/")
        // Its name tells whether it is set on a line of its own, and whether it is right.
        var name = MarkupName()
        if next + 1 < reader.text.count, isEnd || isHTML != false && MarkupName.begins(with: reader.text[next + 1]) {
            guard let read = self.name(in: reader, at: next + (isEnd ? 2 : 1)) else { return .unfinished }
            name = read
        }
        // The end of an element of nothing but text stands beside that.
        let breaks = readsHTML && (blockCame || name.isBlock && !(isEnd && levels.isInnermost(name)))
        let isInline = levels.isMixed && !breaks
        let space = reader.text[start..<next]
        if isInline || isInLine && isEnd && last == .start && !space.contains(0x0A) {
            if next > start { return readSpace(&reader, upTo: next) }
        } else if isInLine {
            reader.shown.hide(start..<min(next, reader.limit))
            if next >= reader.limit, next > start {
                reader.place = reader.limit
                return .on
            }
            reader.place = next
            return .newLine
        } else {
            reader.shown.hide(start..<min(next, reader.limit))
            if next >= reader.limit {
                reader.place = reader.limit
                return .on
            }
            indent(&reader, at: next, levels.depth(of: name, isEnd: isEnd, isHTML: readsHTML))
        }
        reader.place = next
        isInLine = true
        return beginMarkup(&reader, name, isEnd: isEnd)
    }

    private func indent(_ reader: inout Reader, at place: Int, _ depth: Int) {
        reader.shown.mark(String(repeating: " ", count: min(max(0, depth) * 2, Self.deepest)), at: place)
    }

    /// White space that is text, as far as its first newline.
    private mutating func readSpace(_ reader: inout Reader, upTo end: Int) -> Step {
        let end = min(end, reader.limit)
        isInLine = true
        guard let newline = reader.text[reader.place..<end].firstIndex(of: 0x0A) else {
            reader.show(upTo: end, .text)
            return .on
        }
        reader.show(upTo: Self.lineEnd(reader.text, from: reader.place, before: newline), .text)
        reader.place = newline + 1
        return .newLine
    }

    /// The name at `start`; nil if its end has not come.
    private func name(in reader: Reader, at start: Int) -> MarkupName? {
        var name = MarkupName()
        var place = start
        while place < reader.text.count, place - start < Self.longestName {
            if !MarkupName.goesOn(with: reader.text[place]) { return name }
            name.append(reader.text[place])
            place += 1
        }
        return reader.isFinal || place - start >= Self.longestName ? name : nil
    }

    // MARK: Text

    /// Text is never laid out, nor is what stands beside it. Of white space up to `end` it begins with that.
    private mutating func beginText(_ reader: inout Reader, after end: Int) -> Step {
        if isHTML == nil { isHTML = false }
        if levels.depth == 0, !readsHTML {
            reader.shown.hide(reader.place..<min(end, reader.limit))
            reader.place = min(end, reader.limit)
            return fail(&reader, "text outside of all elements")
        }
        levels.mix()
        place = .text
        blockCame = false
        isInLine = true
        return .on
    }

    private mutating func readText(_ reader: inout Reader) -> Step {
        if reader.text[reader.place] == UInt8(ascii: "<") {
            guard let isCDATA = reader.has("<![CDATA[", at: reader.place) else { return .unfinished }
            if isCDATA {
                reader.take(9, .punctuation)
                place = .cdata
            } else {
                place = .between
                last = .other
            }
            return .on
        }
        return readLineOfText(&reader, .text) { $0 == UInt8(ascii: "<") }
    }

    /// Up to the end of the line, or what ends the text.
    private mutating func readLineOfText(_ reader: inout Reader, _ role: Role, until isEnd: (UInt8) -> Bool) -> Step {
        isInLine = true
        let start = reader.place
        var end = start
        while end < reader.limit, reader.text[end] != 0x0A, !isEnd(reader.text[end]) { end += 1 }
        if end < reader.limit, reader.text[end] == 0x0A {
            reader.show(upTo: Self.lineEnd(reader.text, from: start, before: end), role)
            reader.place = end + 1
            return .newLine
        }
        reader.show(upTo: end, role)
        return .on
    }

    /// Up to `ending`, in lines.
    private mutating func readRuns(
        _ reader: inout Reader, _ role: Role, to ending: StaticString, endRole: Role, _ end: (inout MarkupGrammar) -> Void
    ) -> Step {
        guard let isEnd = reader.has(ending, at: reader.place) else { return .unfinished }
        if isEnd {
            reader.take(ending.utf8CodeUnitCount, endRole)
            end(&self)
            return .on
        }
        let first = ending.utf8Start[0]
        if reader.text[reader.place] == first {
            reader.take(1, role)
            return .on
        }
        return readLineOfText(&reader, role) { $0 == first }
    }

    /// The content of a script or the like, up to the tag that ends it.
    private mutating func readVerbatim(_ reader: inout Reader) -> Step {
        if reader.text[reader.place] == UInt8(ascii: "<") {
            guard reader.place + 1 < reader.text.count || reader.isFinal else { return .unfinished }
            if reader.place + 1 < reader.text.count, reader.text[reader.place + 1] == UInt8(ascii: "/") {
                guard let name = name(in: reader, at: reader.place + 2) else { return .unfinished }
                if name.folded == tag.name.folded {
                    return beginMarkup(&reader, name, isEnd: true)
                }
            }
            reader.take(1, .text)
            return .on
        }
        return readLineOfText(&reader, .text) { $0 == UInt8(ascii: "<") }
    }

    // MARK: Markup

    private mutating func beginMarkup(_ reader: inout Reader, _ name: MarkupName, isEnd: Bool) -> Step {
        let start = reader.place
        guard start + 1 < reader.text.count else {
            // Cut off by the body's end, which is no fault of the markup.
            reader.take(1, .punctuation)
            return .on
        }
        switch reader.text[start + 1] {
        case UInt8(ascii: "?"):
            if isHTML == nil, reader.has("<?xml", at: start) == true { isHTML = false }
            reader.take(2, .comment)
            place = .instruction
        case UInt8(ascii: "!"):
            guard let isComment = reader.has("<!--", at: start), let isDoctype = reader.has("<!doctype html", at: start, ignoringCase: true)
            else { return .unfinished }
            if isHTML == nil, isDoctype { isHTML = true }
            reader.take(isComment ? 4 : 2, .comment)
            place = isComment ? .comment : .declaration(brackets: 0)
        case let byte where isEnd || MarkupName.begins(with: byte):
            if isHTML == nil { isHTML = name.isOfHTML }
            let isCutOff = isEnd && reader.text[(start + 2)...].allSatisfy(MarkupName.goesOn)
            if isEnd, !isCutOff, !readsHTML, !levels.canClose(name) { return fail(&reader, "an end without its beginning") }
            reader.take(isEnd ? 2 : 1, .punctuation)
            tag = Tag(isEnd: isEnd)
            place = .name
        default:
            if !readsHTML { return fail(&reader, "no markup") }
            levels.mix()
            reader.take(1, .text)
            place = .text
        }
        return .on
    }

    private mutating func fail(_ reader: inout Reader, _ fault: String) -> Step {
        reader.shown.markFault(fault, at: reader.place)
        isInLine = true
        place = .raw
        return .on
    }

    private mutating func readDeclaration(_ reader: inout Reader, _ brackets: Int) -> Step {
        let step = readLineOfText(&reader, .comment) { $0 == 0x3E || $0 == 0x5B || $0 == 0x5D }
        guard step == .on, reader.place < reader.limit else { return step }
        switch reader.text[reader.place] {
        case UInt8(ascii: "["): place = .declaration(brackets: brackets + 1)
        case UInt8(ascii: "]"): place = .declaration(brackets: max(0, brackets - 1))
        case UInt8(ascii: ">") where brackets == 0: endMarkup()
        case UInt8(ascii: ">"): break
        default: return .unfinished
        }
        reader.take(1, .comment)
        return .on
    }

    private mutating func readTag(_ reader: inout Reader) -> Step {
        let byte = reader.text[reader.place]
        switch place {
        case .name:
            let start = reader.place
            reader.take(.literal) { MarkupName.goesOn(with: $0) }
            for byte in reader.text[start..<reader.place] { tag.name.append(byte) }
            if reader.place < reader.limit { place = .tag }
        case .attribute:
            reader.take(.key) { !$0.isSpace && $0 != 0x3D && $0 != 0x3E && $0 != 0x2F }
            if reader.place < reader.limit { place = .tag }
        case .value(let quote):
            reader.take(.string) { $0 != quote }
            if reader.place < reader.limit {
                reader.take(1, .string)
                place = .tag
            }
        case .unquoted:
            reader.take(.string) { !$0.isSpace && $0 != 0x3E }
            if reader.place < reader.limit { place = .tag }
        default:
            return readInTag(&reader, byte)
        }
        return .on
    }

    private mutating func readInTag(_ reader: inout Reader, _ byte: UInt8) -> Step {
        if byte.isSpace {
            var end = reader.place
            while end < reader.limit, reader.text[end].isSpace { end += 1 }
            if !isAfterBlank { reader.shown.add(CollectionOfOne(UInt8(ascii: " ")), for: reader.place, .text) }
            reader.shown.hide(reader.place..<end)
            isAfterBlank = true
            reader.place = end
            return .on
        }
        isAfterBlank = false
        switch byte {
        case UInt8(ascii: ">"):
            reader.take(1, .punctuation)
            endTag()
            return .on
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            reader.take(1, .string)
            place = .value(quote: byte)
        case UInt8(ascii: "="):
            reader.take(1, .punctuation)
            tag.expectsValue = true
            tag.isEmpty = false
            return .on
        case UInt8(ascii: "/") where !tag.expectsValue:
            reader.take(1, .punctuation)
            tag.isEmpty = true
            return .on
        case _ where tag.expectsValue:
            if !readsHTML { return fail(&reader, "no quotes around a value") }
            place = .unquoted
        case UInt8(ascii: "<") where !readsHTML: return fail(&reader, "a tag within a tag")
        default: place = .attribute
        }
        tag.expectsValue = false
        tag.isEmpty = false
        return .on
    }

    private mutating func endTag() {
        place = .between
        blockCame = tag.name.isBlock
        if tag.isEnd {
            last = .end
            levels.close(tag.name, isHTML: readsHTML)
        } else if tag.isEmpty || readsHTML && tag.name.isVoid {
            last = .end
        } else {
            last = .start
            levels.open(tag.name, isHTML: readsHTML)
            if readsHTML, tag.name.isVerbatim { place = .verbatim }
        }
    }

    // MARK: Which bodies

    /// By the type; where that says nothing of the kind, by how the body begins.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = type?.prefix { $0 != ";" }.lowercased() ?? ""
        let start = beginning.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
        let text = beginning.dropFirst(start).drop(while: \.isSpace).prefix(14)
        if type.hasSuffix("/xml") || type.hasSuffix("+xml") || type == "text/html" || type.hasSuffix("/xml-dtd") {
            // A type may be wrong: what fits by its bytes comes first then.
            return text.first.map { $0 < 0x80 && $0 != 0 && $0 != UInt8(ascii: "<") } == true ? 1 : 3
        }
        return ["<?xml", "<!doctype", "<html"].contains { text.prefix($0.utf8.count).equalsIgnoringCase($0) } ? 2 : 0
    }
}
