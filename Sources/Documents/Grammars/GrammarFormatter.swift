package import Bodies
internal import Screen

/// Makes lines of a body by a grammar that reads UTF-8, whatever the charset is. A long line is made in pieces of at most 16 KiB.
package struct GrammarFormatter<Grammar: LineGrammar>: LineFormatter {
    private static var longestPiece: Int { TextFormatter.longestPiece }
    /// The bytes that nearly every line has at most.
    private static var usualPiece: Int { 1 << 10 }
    private static var longestWindow: Int { longestPiece + max(4, Grammar.reach) }

    private var encoding: Encoding
    private var shift = Shift.ascii
    private var grammar = Grammar()

    init(charset: Charset) {
        encoding = charset.encoding
    }

    var bytesPerStep: Int {
        if case .utf8 = encoding { 2 << 20 } else { 128 << 10 }
    }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let all = input.window(atLeast: Self.longestWindow)
        if all.isEmpty { return input.snapshot.isComplete ? .atEnd : .starved }
        let mark = input.offset == .zero ? encoding.readBeginning(all) : 0
        let offset = input.offset
        // Nearly all lines are short, and so is what has to be looked at for them.
        for size in [Self.usualPiece, Self.longestWindow] {
            let window = UnsafeBufferPointer(rebasing: all.prefix(size))
            let isAll = input.offset + window.count == input.snapshot.end
            let isFinal = input.snapshot.isComplete && isAll
            let piece = withText(window, from: mark, isFinal: isFinal || size == Self.longestWindow && !isAll) { text, start, formatter in
                formatter.piece(
                    of: text, at: offset, from: start, window, isFinal: isFinal, isAll: isAll || size == Self.longestWindow, &output)
            }
            if let (end, length) = piece {
                input.advance(by: length)
                return end
            }
        }
        return .starved
    }

    /// How the piece ends that `text` begins with, and how many bytes it takes; nil if that takes more than the window.
    private mutating func piece(
        of text: UTF8Text, at offset: ByteOffset, from start: Int, _ window: UnsafeBufferPointer<UInt8>, isFinal: Bool, isAll: Bool,
        _ output: inout some LineOutput
    ) -> (LineEnd, Int)? {
        let before = grammar
        var shown = ShownText(of: text, at: offset, isKept: !output.isFull)
        let next = grammar.readLine(text.utf8, from: start, upTo: text.utf8.count, isFinal: isFinal, to: &shown)
        if let next, case let length = text.end(before: next), length <= Self.longestPiece {
            shown.write(to: &output, of: text, length: length, isFinal: true)
            shift = encoding.shift(at: length, in: window, from: shift)
            return (.newline, length)
        }
        if !isAll {
            grammar = before
            return nil
        }
        if window.count <= Self.longestPiece {
            shown.write(to: &output, of: text, length: window.count, isFinal: isFinal)
            return (isFinal ? Grammar.endsLastLine ? .newline : .atEnd : .starved, window.count)
        }
        if !shown.isKept {
            // Where it is cut depends on what it shows.
            shown = ShownText(of: text, at: offset, isKept: true)
            grammar = before
            _ = grammar.readLine(text.utf8, from: start, upTo: text.utf8.count, isFinal: isFinal, to: &shown)
        }
        let cut = shown.cut(text, atMost: Self.longestPiece) ?? text.place(atMost: Self.longestPiece) ?? Self.longestPiece
        shown = ShownText(of: text, at: offset, isKept: !output.isFull)
        grammar = before
        _ = grammar.readLine(text.utf8, from: start, upTo: cut, isFinal: isFinal, to: &shown)
        let length = text.end(before: cut)
        shown.write(to: &output, of: text, length: length, isFinal: true)
        shift = encoding.shift(at: length, in: window, from: shift)
        return (.cut, length)
    }

    /// Passes over lines that end within the window.
    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        var window = input.window(atLeast: Self.longestWindow)
        let mark = input.offset == .zero ? encoding.readBeginning(window) : 0
        if case .utf8 = encoding {} else { window = UnsafeBufferPointer(rebasing: window.prefix(Self.longestWindow)) }
        let last = end - input.offset
        let (count, length) = withText(window, from: mark, isFinal: false) { text, start, formatter in
            var none = ShownText(isKept: false)
            var (count, place) = (0, start)
            var lineStart = 0
            while count < limit, lineStart < last {
                var next = formatter.grammar
                // No further than for a long line.
                let near = UnsafeBufferPointer(rebasing: text.utf8[..<min(text.utf8.count, place + Self.longestWindow)])
                guard let end = next.readLine(near, from: place, upTo: near.count, isFinal: false, to: &none),
                    text.end(before: end) - lineStart <= Self.longestPiece
                else { break }
                formatter.grammar = next
                (count, place, lineStart) = (count + 1, end, text.end(before: end))
            }
            formatter.shift = formatter.encoding.shift(at: lineStart, in: window, from: formatter.shift)
            return (count, lineStart)
        }
        input.advance(by: length)
        return count
    }

    /// The window as UTF-8, and where the text begins in it: after a byte order mark. `isFinal`: what is cut off at the end is no
    /// character.
    private mutating func withText<Value>(
        _ window: UnsafeBufferPointer<UInt8>, from mark: Int, isFinal: Bool,
        _ body: (UTF8Text, _ start: Int, inout GrammarFormatter) -> Value
    ) -> Value {
        if case .utf8 = encoding { return body(UTF8Text(window), mark, &self) }
        var decoded = UTF8Collector()
        encoding.decode(window, from: mark, shift, isFinal: isFinal, to: &decoded)
        decoded.finish()
        return decoded.utf8.withUnsafeBufferPointer { body(UTF8Text(decoded, $0), 0, &self) }
    }
}

extension Encoding {
    /// Learns the byte order of wide characters from how the body begins; returns the length of the byte order mark.
    fileprivate mutating func readBeginning(_ window: UnsafeBufferPointer<UInt8>) -> Int {
        switch self {
        case .utf8: return window.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
        case .utf16(nil) where window.count >= 2:
            let unit = WideDecoding.unit16(window, 0, .big)
            self = .utf16(unit == 0xFEFF || window[0] == 0 ? .big : .little)
            return unit == 0xFEFF || unit == 0xFFFE ? 2 : 0
        case .utf32(nil) where window.count >= 4:
            let isBig = WideDecoding.unit32(window, 0, .big) == 0xFEFF
            let isLittle = WideDecoding.unit32(window, 0, .little) == 0xFEFF
            self = .utf32(isBig || window[0] == 0 ? .big : .little)
            return isBig || isLittle ? 4 : 0
        default: return 0
        }
    }
}
