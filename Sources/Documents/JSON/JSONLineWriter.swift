internal import Bytes
internal import Screen

/// Writes the tokens of a line as the view shows them: indented, a blank after a colon, each token as it was sent.
struct JSONLineWriter {
    /// Blanks for each level.
    private static let step = 2
    /// No line begins further in; on the screen, how many levels deeper it is stands before it.
    private var deepest: Int { isShown ? JSONFormatter.deepestColumn : 2000 }

    let text: UTF8Text
    /// The bytes of the line, or of the piece of one.
    let length: Int
    /// What is no whole word at the end is wrong: nothing more of it can come.
    let isFinal: Bool
    let isShown: Bool

    /// The blanks before a line that is so many levels deep.
    func indent(_ depth: Int, _ output: inout some LineOutput) {
        if length == 0 { return }
        var blanks = min(depth, deepest / Self.step) * Self.step
        if isShown, depth * Self.step > deepest {
            let sign = "+\(depth - deepest / Self.step) ".unicodeScalars
            for scalar in sign { output.append(scalar, .gutter, source: 0, length: 1) }
            blanks = max(0, blanks - sign.count)
        }
        for _ in 0..<blanks { output.append(" ", .gutter, source: 0, length: 1) }
    }

    /// What is no part of the text but stands before the byte at `place` or after it.
    func add(_ added: String, _ role: Role, at place: Int, _ output: inout some LineOutput) {
        if length == 0 { return }
        let source = min(text.source(place), length - 1)
        for scalar in added.unicodeScalars { output.append(scalar, role, source: source, length: 1) }
    }

    /// The same, of bytes that came from elsewhere in the text.
    func add(utf8 added: [UInt8], _ role: Role, at place: Int, _ output: inout some LineOutput) {
        if length == 0 { return }
        let source = min(text.source(place), length - 1)
        added.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count, !output.isFull {
                if case .scalar(let scalar, let length) = UTF8Scan.next(in: bytes, at: index) {
                    output.append(scalar, role, source: source, length: 1)
                    index += length
                } else {
                    output.append(invalid: bytes[index], source: source)
                    index += 1
                }
            }
        }
    }

    /// The blank between two tokens; `place` is that of the second one.
    func space(before place: Int, _ output: inout some LineOutput) {
        if length == 0 { return }
        output.append(" ", .gutter, source: min(text.source(place), length - 1), length: 1)
    }

    func write(_ token: JSONToken, isWrong: Bool = false, _ output: inout some LineOutput, bodyPlace: (Int) -> Int) {
        switch token.kind {
        case .punctuation: plain(token.range, isWrong ? .error : .punctuation, &output)
        case .string, .key: string(token, &output)
        case .scalar, .scalarKey: plain(token.range, token.kind == .scalarKey ? .error : role(of: token), &output)
        case .comment: plain(token.range, .comment, &output)
        case .wrapping: plain(token.range, .error, &output)
        case .separator: plain(token.range, .punctuation, &output)
        case .raw: plain(withoutLineEnd(token.range), .text, &output)
        case .fault(let fault):
            let place = min(text.source(token.range.lowerBound), max(0, length - 1))
            for scalar in "\(fault) at byte \(bodyPlace(token.range.lowerBound)): ".unicodeScalars {
                output.append(scalar, .failure, source: place, length: 1)
            }
        }
    }

    private func withoutLineEnd(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        if end > range.lowerBound, text.utf8[end - 1] == JSONByte.newline { end -= 1 }
        if end < range.upperBound, end > range.lowerBound, text.utf8[end - 1] == 0x0D { end -= 1 }
        return range.lowerBound..<end
    }

    /// Of a number or a word.
    private func role(of token: JSONToken) -> Role {
        if token.lacksEnd, isFinal || !token.isOpen { return .error }
        let bytes = UnsafeBufferPointer(rebasing: text.utf8[token.range])
        let isPart = token.isContinued || token.isOpen && !isFinal
        return JSONScalar.role(of: bytes, isPart: isPart)
    }
}

// Characters
extension JSONLineWriter {
    func plain(_ range: Range<Int>, _ role: Role, _ output: inout some LineOutput) {
        var place = range.lowerBound
        while place < range.upperBound, !output.isFull {
            let next = run(at: place, before: range.upperBound, role, &output)
            place = next > place ? next : character(at: place, before: range.upperBound, role, &output)
        }
    }

    /// A string with what is wrong in it marked: escapes that there are not, and control characters.
    private func string(_ token: JSONToken, _ output: inout some LineOutput) {
        let end = token.range.upperBound
        let isQuoted = !token.isContinued && text.utf8[token.range.lowerBound] == JSONByte.apostrophe
        let role: Role = isQuoted ? .error : token.kind == .key ? .key : .string
        var place = token.range.lowerBound
        while place < end, !output.isFull {
            let next = run(at: place, before: end, role, &output)
            let byte = text.utf8[place]
            if next > place {
                place = next
            } else if byte == JSONByte.backslash {
                let (length, isRight) = JSONScalar.escape(in: text.utf8, at: place, before: end)
                for _ in 0..<length where place < end { place = character(at: place, before: end, isRight ? role : .error, &output) }
            } else {
                place = character(at: place, before: end, byte < 0x20 ? .error : role, &output)
            }
        }
    }

    /// Writes what is printable ASCII at once, right escapes too; returns where that ends.
    private func run(at start: Int, before end: Int, _ role: Role, _ output: inout some LineOutput) -> Int {
        guard text.sources == nil else { return start }
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text.utf8)[..<end])
        var place = start + ByteSearch.printableCount(in: bytes, from: start)
        var looked = start
        while let escape = ByteSearch.firstIndex(of: JSONByte.backslash, in: UnsafeRawBufferPointer(rebasing: bytes[looked..<place])) {
            let (length, isRight) = JSONScalar.escape(in: text.utf8, at: looked + escape, before: end)
            looked += escape
            if !isRight {
                place = looked
                break
            }
            looked += length
        }
        if place > start { output.append(ascii: UnsafeBufferPointer(rebasing: text.utf8[start..<place]), role, source: start) }
        return place
    }

    /// Returns where the next one is.
    private func character(at place: Int, before end: Int, _ role: Role, _ output: inout some LineOutput) -> Int {
        let source = text.source(place)
        let byte = text.utf8[place]
        if byte < 0x80 {
            output.append(Unicode.Scalar(byte), role, source: source, length: text.length(place, 1))
            return place + 1
        }
        if let invalid = text.invalid[place] {
            output.append(invalid: invalid, source: source)
            return place + 3
        }
        let bytes = UnsafeBufferPointer(rebasing: text.utf8[..<end])
        switch UTF8Scan.next(in: bytes, at: place) {
        case .scalar(let scalar, let length):
            output.append(scalar, role, source: source, length: text.length(place, length))
            return place + length
        case .invalid(let length):
            for index in 0..<length { output.append(invalid: text.utf8[place + index], source: text.source(place + index)) }
            return place + length
        case .incomplete:
            // It may become a character, unless nothing follows.
            if isFinal { for index in place..<end { output.append(invalid: text.utf8[index], source: text.source(index)) } }
            return end
        }
    }
}

/// The words of JSON: numbers, `true`, `false`, `null`.
enum JSONScalar {
    private static let words = ["true", "false", "null"].map { Array($0.utf8) }

    /// What the theme shows it as; `.error` if it is none. `isPart`: it need only be able to become one.
    static func role(of bytes: UnsafeBufferPointer<UInt8>, isPart: Bool) -> Role {
        guard let first = bytes.first else { return .error }
        if words.contains(where: { isPart ? $0.starts(with: bytes) : $0.elementsEqual(bytes) }) { return .literal }
        guard first == UInt8(ascii: "-") || isDigit(first) || isPart else { return .error }
        return isNumber(bytes, isPart: isPart) || isPart && bytes.allSatisfy(isOfNumber) ? .number : .error
    }

    /// RFC 8259, section 6.
    private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>, isPart: Bool) -> Bool {
        var place = bytes.first == UInt8(ascii: "-") ? 1 : 0
        func digits() -> Int {
            let start = place
            while place < bytes.count, isDigit(bytes[place]) { place += 1 }
            return place - start
        }
        let start = place
        let count = digits()
        if count == 0 { return isPart && place == bytes.count }
        if count > 1, bytes[start] == UInt8(ascii: "0") { return false }
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            if digits() == 0 { return isPart && place == bytes.count }
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
            if digits() == 0 { return isPart && place == bytes.count }
        }
        return place == bytes.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }

    /// How many characters the escape at `place` takes, and whether there is such a one. One that is cut off is right as far as
    /// it goes.
    static func escape(in bytes: UnsafeBufferPointer<UInt8>, at place: Int, before end: Int) -> (length: Int, isRight: Bool) {
        guard place + 1 < end else { return (1, true) }
        switch bytes[place + 1] {
        case JSONByte.quote, JSONByte.backslash, JSONByte.slash: return (2, true)
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return (2, true)
        case UInt8(ascii: "u"):
            var length = 2
            while length < 6, place + length < end, isHexadecimal(bytes[place + length]) { length += 1 }
            return (length, length == 6 || place + length == end)
        default: return (2, false)
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
