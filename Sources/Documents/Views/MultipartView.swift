internal import Bytes
internal import Screen

extension ViewKind {
    package static let multipart = ViewKind(
        name: "multipart", summary: "the parts of a body, each with its head; of what is no text only how much it is",
        fits: { MultipartGrammar.fits($0, $1) }, formatter: { .multipart(GrammarFormatter(charset: $0)) })
}

/// A body of parts (RFC 2046 section 5.1): delimiters, the heads of the parts, and their bodies as text, all in the charset of the
/// whole. The body of a part whose type is no text, as the pictures of a camera (`multipart/x-mixed-replace`), is one line, which
/// says what it is.
///
/// The boundary is what the first line that begins with two hyphens says it is; so it is in a part that has parts itself.
package struct MultipartGrammar: LineGrammar {
    /// No boundary is longer; the RFC allows 70 bytes.
    private static let longestBoundary = 200
    package static let reach = longestBoundary + 8
    /// Blanks after a delimiter, its CR included.
    private static let mostPadding = 3
    /// Of a type as it is shown.
    private static let longestType = 100
    /// Parts within parts; further in they are text.
    private static let deepest = 16

    private enum Place: Sendable {
        case preamble, head, text, content, epilogue
    }

    private var place = Place.preamble
    /// Of the body, and of the parts that are open and have parts themselves.
    private var boundaries: [[UInt8]] = []
    /// A piece of the line has been read.
    private var isInLine = false
    private var isInValue = false
    private var part = Part()

    /// What the head of a part says of its body.
    private struct Part: Sendable {
        var type: [UInt8] = []
        var length: [UInt8] = []
        var isEncoded = false

        var hasParts: Bool { String(decoding: type, as: UTF8.self).lowercased().hasPrefix("multipart/") }

        var isText: Bool {
            if type.isEmpty || isEncoded { return true }
            let type = String(decoding: type, as: UTF8.self).lowercased()
            return type.hasPrefix("text/") || type.hasPrefix("message/")
                || ["json", "xml", "javascript", "x-www-form-urlencoded", "yaml", "graphql"].contains { type.contains($0) }
        }

        mutating func take(_ line: UnsafeBufferPointer<UInt8>.SubSequence) {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            let value = line[name.endIndex...].dropFirst().trimmed()
            if name.equalsIgnoringCase("Content-Type") {
                type = Array(value.prefix { $0 != UInt8(ascii: ";") }.prefix(MultipartGrammar.longestType))
            } else if name.equalsIgnoringCase("Content-Length") {
                length = Array(value.prefix { $0.isDigit }.prefix(20))
            } else if name.equalsIgnoringCase("Content-Transfer-Encoding") {
                isEncoded = !value.equalsIgnoringCase("binary")
            }
        }
    }

    package init() {}

    package mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        if place == .content, isInLine || !delimiter(text, at: start, isFinal: isFinal).isFound {
            return readContent(text, from: start, upTo: limit, isFinal: isFinal, to: &shown)
        }
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[start..<limit])
        let newline = ByteSearch.firstIndex(of: 0x0A, in: rest).map { start + $0 }
        let end =
            newline.map { Self.lineEnd(text, from: start, before: $0) } ?? min(limit, Self.openEnd(text, from: start, isFinal: isFinal))
        let isNewLine = !isInLine
        let found = isNewLine ? delimiter(text, at: start, isFinal: isFinal) : .none
        isInLine = newline == nil
        if case .found(let level, let isLast) = found {
            shown.add(text, start..<end, .title)
            if newline != nil { begin(level, isLast: isLast) }
        } else if isNewLine, place == .preamble, readBoundary(text[start..<end], isWhole: newline != nil) {
            shown.add(text, start..<end, .title)
            begin(boundaries.count - 1, isLast: false)
        } else if place == .head {
            readHead(text, start..<end, isNewLine: isNewLine, isWhole: newline != nil, to: &shown)
        } else {
            shown.add(text, start..<end, place == .text ? .text : .dim)
        }
        return newline.map { $0 + 1 }
    }

    private enum Delimiter {
        case none
        /// It may become one.
        case undecided
        /// Of the parts so deep; after the last one there is no further part.
        case found(level: Int, isLast: Bool)

        var isFound: Bool { if case .found = self { true } else { false } }
    }

    /// Which delimiter the line is that begins at `start`.
    private func delimiter(_ text: UnsafeBufferPointer<UInt8>, at start: Int, isFinal: Bool) -> Delimiter {
        guard start < text.count ? text[start] == 0x2D : !isFinal else { return .none }
        let line = text[start...].prefix(Self.reach).prefix { $0 != 0x0A }
        let isOpen = !isFinal && line.endIndex == text.count
        var isUndecided = false
        for (level, boundary) in boundaries.enumerated().reversed() {
            guard line.starts(with: boundary) else {
                isUndecided = isUndecided || isOpen && boundary.starts(with: line)
                continue
            }
            var rest = line.dropFirst(boundary.count)
            let isLast = rest.starts(with: [0x2D, 0x2D])
            if isLast { rest = rest.dropFirst(2) }
            guard rest.count <= Self.mostPadding, rest.allSatisfy({ $0.isBlank || $0 == 0x0D }) || isOpen && rest.elementsEqual([0x2D])
            else { continue }
            if isOpen { isUndecided = true } else { return .found(level: level, isLast: isLast) }
        }
        return isUndecided ? .undecided : .none
    }

    /// The first delimiter says what the others are.
    private mutating func readBoundary(_ line: UnsafeBufferPointer<UInt8>.SubSequence, isWhole: Bool) -> Bool {
        guard isWhole, line.starts(with: [0x2D, 0x2D]) else { return false }
        let name = line.trimmed()
        guard name.count > 2, name.count <= Self.longestBoundary else { return false }
        boundaries.append(Array(name))
        return true
    }

    /// A delimiter of the parts so deep has ended, and with it all that was open within the part before.
    private mutating func begin(_ level: Int, isLast: Bool) {
        place = isLast ? .epilogue : .head
        boundaries.removeSubrange((isLast ? level : level + 1)...)
        part = Part()
    }

    private mutating func readHead(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, isNewLine: Bool, isWhole: Bool, to shown: inout ShownText
    ) {
        // One that begins with a blank goes on from the one before.
        if isNewLine { isInValue = text[line].first?.isBlank == true }
        if line.isEmpty, isWhole, isNewLine {
            place = part.hasParts && boundaries.count < Self.deepest ? .preamble : part.isText || part.hasParts ? .text : .content
            return
        }
        let name = isInValue ? text[line].prefix(0) : text[line].prefix { $0 != UInt8(ascii: ":") }
        shown.add(text, line.lowerBound..<name.endIndex, .headerName)
        shown.add(text, name.endIndex..<line.upperBound, .headerValue)
        isInValue = name.endIndex < line.upperBound
        if isWhole, isNewLine { part.take(text[line]) }
    }

    /// What is no text, up to the newline before the next delimiter.
    private mutating func readContent(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int? {
        if !isInLine, start < limit {
            let words = part.length.isEmpty ? part.type : part.type + ", \(String(decoding: part.length, as: UTF8.self)) bytes".utf8
            shown.add("(".utf8, for: start, .comment)
            shown.add(words, for: start, .comment)
            shown.add(")".utf8, for: start, .comment)
        }
        isInLine = true
        var place = start
        while place < limit, let newline = text[place..<limit].firstIndex(of: 0x0A) {
            let found = delimiter(text, at: newline + 1, isFinal: isFinal)
            if found.isFound {
                shown.hide(start..<newline + 1)
                isInLine = false
                return newline + 1
            }
            if case .undecided = found { break }
            place = newline + 1
        }
        shown.hide(start..<limit)
        return nil
    }

    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        if type?.lowercased().hasPrefix("multipart/") == true { return 3 }
        let lines = beginning.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count > 1, lines[0].starts(with: [0x2D, 0x2D]), lines[0].count > 2 else { return 0 }
        return lines[1].prefix("Content-".utf8.count).equalsIgnoringCase("Content-") ? 2 : 0
    }
}
