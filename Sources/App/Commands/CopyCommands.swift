internal import Bodies
internal import Bytes
internal import Documents
internal import Screen

/// One thing that `c` copies: a row of `all`.
struct Copied: Sendable {
    /// The key after `c`.
    let key: Unicode.Scalar
    let name: String
    /// The text, or why there is none.
    let text: @Sendable (AppState) -> Result

    enum Result {
        case text([UInt8])
        /// More bytes than fit, about so many.
        case tooLong(Int)
        case none
    }

    /// Bytes of one OSC 52 sequence, if no program takes them: 100,000 once they are base64, which is what terminals take at the least of those that take long
    /// ones (hterm).
    static let most = 74_994

    /// Bytes of `\u00e9`, which stands for one at least; and those around a string.
    static let longestEscape = 6
    static let quotes = 2

    static let all: [Copied] = [
        Copied(key: "c", name: "value") { $0.copiedValue(unescaped: true) },
        Copied(key: "k", name: "key") { state in
            guard let document = state.jsonDocument, case let line = state.focus.currentLine, let key = document.jsonLine(at: line)?.key
            else { return .none }
            return state.copiedBytes(in: key, of: document, line, unescaped: true)
        },
        Copied(key: "p", name: "path") { state in
            state.jsonDocument?.jsonPath(of: state.focus.currentLine).map { .text(Array($0.utf8)) } ?? .none
        },
        Copied(key: "j", name: "JSON") { $0.copiedValue(unescaped: false) },
        Copied(key: "l", name: "line") { state in
            state.focus.lines.lineCount == 0 ? .none : state.copiedLines(state.focus.currentLine...state.focus.currentLine)
        },
        Copied(key: "b", name: "body") { state in
            guard let document = state.document, document.snapshot.length > 0 else { return .none }
            return state.copiedBytes(in: .zero..<document.snapshot.end, of: document, .first)
        },
    ]

}

extension Command {
    static let copying: [Command] = [
        Command("copy", .looking, [.character("c")], "copy: c value, k key, p path, j JSON as sent, l line, b body, 'a lines from mark a") {
            state, _ in
            state.await("copy: c value, k key, p path, j JSON, l line, b body, ' lines from a mark?") { state, key in
                if key == .character("'") { return state.await("copy from mark: letter?") { $0.copyLines(fromMark: $1) } }
                guard let copied = Copied.all.first(where: { key == .character($0.key) }) else {
                    state.message = AppState.Message(
                        "c and one of \(Copied.all.map { String($0.key) }.joined(separator: " ")) ' copy", .failure)
                    return []
                }
                return state.copy(copied.text(state), as: copied.name)
            }
        }
    ]
}

extension AppState {
    /// The document that is looked at, if a view of JSON shows it.
    fileprivate var jsonDocument: Document? {
        guard case .body(let document, _) = focus.lines, document.view.isJSON else { return nil }
        return document
    }

    fileprivate mutating func copy(_ result: Copied.Result, as name: String) -> [Effect] {
        switch result {
        case .none: message = Message("no \(name) here")
        case .tooLong(let length):
            let size = length < 1_000_000 ? "\((length + 500) / 1000) kB" : "\(Quantity.grouped((length + 500_000) / 1_000_000)) MB"
            message = Message("too long for the clipboard (\(size)); s saves it", .failure)
        case .text(let text) where text.count > mostCopied: return copy(.tooLong(text.count), as: name)
        case .text(let text):
            message = Message("copied the \(name), \(text.count) byte\(text.count == 1 ? "" : "s")")
            return [.copy(String(decoding: text, as: UTF8.self))]
        }
        return []
    }

    fileprivate func copiedBytes(
        in range: Range<ByteOffset>, of document: Document, _ line: LineNumber, unescaped: Bool = false
    ) -> Copied.Result {
        let length = range.upperBound - range.lowerBound
        // What it stands for is shorter, which is known only afterwards.
        let most = unescaped ? max(mostCopied, Copied.most * Copied.longestEscape) + Copied.quotes : mostCopied
        if length > most { return .tooLong(length) }
        let text = document.utf8(in: range, ofLine: line)
        return .text(unescaped ? JSONString.unescaped(text) : text)
    }

    /// In views that are no JSON the value of a line is the line.
    fileprivate func copiedValue(unescaped: Bool) -> Copied.Result {
        let line = focus.currentLine
        guard let document = jsonDocument else { return unescaped && focus.lines.lineCount > 0 ? copiedLines(line...line) : .none }
        guard let value = document.jsonValue(at: line) else { return .none }
        let isString = unescaped && document.jsonLine(at: line)?.isString == true
        return copiedBytes(in: value, of: document, line, unescaped: isString)
    }

    fileprivate mutating func copyLines(fromMark key: Key) -> [Effect] {
        guard case .character(let letter) = key, let lines = focus.lines(to: letter) else {
            message = Message("no mark \(key.name)", .failure)
            return []
        }
        return copy(copiedLines(lines), as: lines.count == 1 ? "line" : "\(Quantity.grouped(lines.count)) lines")
    }

    /// As they are shown, but unbroken; a text that was received, as it came. Lines that a filter leaves out are none of them.
    fileprivate func copiedLines(_ lines: ClosedRange<LineNumber>) -> Copied.Result {
        let source = focus.lines
        let end = lines.upperBound + 1
        var ranges = [source.start(of: lines.lowerBound)..<source.start(of: end)]
        if let filter = source.filter {
            ranges = filter.lines(from: lines.lowerBound, count: mostCopied, before: end).map {
                source.start(of: $0)..<source.start(of: $0 + 1)
            }
        }
        let length = ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        guard length <= mostCopied else { return .tooLong(length) }
        return .text(Array(ranges.map { Copied.text(of: source, $0) }.joined(separator: [UInt8(ascii: "\n")])))
    }
}

extension Copied {
    /// Without the newline at its end.
    fileprivate static func text(of source: Lines, _ range: Range<ByteOffset>) -> [UInt8] {
        switch source {
        case .body(let document, _):
            var text: [UInt8] = []
            for piece in document.decodedPieces(from: range.lowerBound, before: range.upperBound) {
                text += piece.utf8
                if piece.end == .newline, piece.range.upperBound < range.upperBound { text.append(UInt8(ascii: "\n")) }
            }
            return text
        case .text(let lines): return Array(lines.utf8[range.lowerBound.bytes..<max(range.lowerBound.bytes, range.upperBound.bytes - 1)])
        }
    }
}

extension Pane {
    /// Those on the screen; nil if there are none.
    var linesShown: ClosedRange<LineNumber>? {
        guard let first = page.rows.first, let last = page.rows.last else { return nil }
        return first.number...last.number
    }

    /// The lines from a mark to the current one; nil if there is no such mark.
    func lines(to mark: Unicode.Scalar) -> ClosedRange<LineNumber>? {
        guard let anchor = self.mark(mark)?.anchor else { return nil }
        let place: LineNumber =
            switch anchor {
            case .tail: LineNumber(max(0, lines.lineCount - 1))
            case .at(let offset, _): lines.line(at: offset)
            case .line(let line, _): line
            }
        let current = currentLine
        return min(place, current)...max(place, current)
    }
}

extension ClosedRange<LineNumber> {
    fileprivate var count: Int { upperBound - lowerBound + 1 }
}
