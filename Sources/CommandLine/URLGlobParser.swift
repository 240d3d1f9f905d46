internal import Bytes

/// Reads the patterns of a URL, with curl's rules and its words for what is wrong.
struct URLGlobParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ url: String) {
        bytes = Array(url.utf8)
    }

    /// Throws `CommandLineError` with exit status 3 and the place marked.
    mutating func parse() throws(CommandLineError) -> URLGlob {
        var parts: [URLGlob.Part] = []
        var text: [UInt8] = []
        var count = 1
        var names: [String: Int] = [:]
        var patterns = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "["):
                if let literal = addressOrEmptyBrackets() {
                    text += literal
                    continue
                }
                fallthrough
            case UInt8(ascii: "{"):
                if !text.isEmpty { parts.append(.text(text)) }
                text = []
                position += 1
                var rest = bytes[position...]
                if let name = URLGlob.takeName(&rest) {
                    position = rest.startIndex
                    if names.updateValue(patterns, forKey: name) != nil { throw error("Duplicate glob name") }
                }
                patterns += 1
                let part = byte == UInt8(ascii: "{") ? try set() : try range()
                let (product, overflows) = count.multipliedReportingOverflow(by: part.count)
                if overflows { throw error("range overflow") }
                count = product
                parts.append(part)
                // As many as curl takes.
                if parts.count > 254 { throw error("too many {} sets") }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                throw error("unmatched close brace/bracket")
            case UInt8(ascii: "\\"):
                if let next = peek(1), "{}[]".utf8.contains(next) { position += 1 }
                fallthrough
            default:
                text.append(bytes[position])
                position += 1
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return URLGlob(parts: parts, count: count, names: names)
    }

    /// `[::1]` is an address and `[]` is nothing; both stand for themselves. A range has a hyphen and at
    /// most one colon, an address (RFC 3986 section 3.2.2) at least two colons.
    private mutating func addressOrEmptyBrackets() -> ArraySlice<UInt8>? {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let inside = bytes[(position + 1)..<end]
        let address = inside.prefix { $0 != UInt8(ascii: "%") }
        let isAddress =
            address.count { $0 == UInt8(ascii: ":") } >= 2
            && address.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
        guard isAddress || inside.isEmpty else { return nil }
        defer { position = end + 1 }
        return bytes[position...end]
    }

    /// After a `{`: elements up to `}`.
    private mutating func set() throws(CommandLineError) -> URLGlob.Part {
        var elements: [[UInt8]] = [[]]
        let start = position
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                throw error("nested brace")
            case UInt8(ascii: "]"):
                throw error("unexpected close bracket")
            case UInt8(ascii: "}"):
                if position == start { throw error("empty string within braces") }
                position += 1
                return .set(elements)
            case UInt8(ascii: ","):
                position += 1
                elements.append([])
            default:
                if byte == UInt8(ascii: "\\"), peek(1) != nil { position += 1 }
                elements[elements.count - 1].append(bytes[position])
                position += 1
            }
        }
        position = start - 1
        throw error("unmatched brace")
    }

    /// After a `[`: `a-z]`, `1-9]`, each with `:STEP` in front of the bracket if wanted.
    private mutating func range() throws(CommandLineError) -> URLGlob.Part {
        guard let first = peek(), first.isLetter || first.isDigit else { throw error("bad range specification") }
        return first.isDigit ? try numbers() : try letters(from: first)
    }

    private mutating func letters(from first: UInt8) throws(CommandLineError) -> URLGlob.Part {
        guard peek(1) == UInt8(ascii: "-"), let last = peek(2), peek(3) != nil else { throw error("bad range") }
        position += 3
        guard let step = stepAndBracket(), isValid(Int(first), Int(last), step), last - first <= 25 else {
            throw error("bad range")
        }
        return .letters(first: first, last: last, step: UInt8(step))
    }

    private mutating func numbers() throws(CommandLineError) -> URLGlob.Part {
        let width = peek() == UInt8(ascii: "0") ? bytes[position...].prefix(while: \.isDigit).count : 0
        let start = position
        guard let first = number(), take(UInt8(ascii: "-")) else {
            position = start
            throw error("bad range")
        }
        while take(UInt8(ascii: " ")) || take(UInt8(ascii: "\t")) {}
        guard let last = number(), let step = stepAndBracket(), isValid(first, last, step) else {
            throw error("bad range")
        }
        guard !last.addingReportingOverflow(step).overflow else { throw error("range end/step overflow") }
        return .numbers(first: first, last: last, step: step, width: width)
    }

    private func isValid(_ first: Int, _ last: Int, _ step: Int) -> Bool {
        first == last ? step == 1 : first < last && step > 0 && step <= last - first
    }

    /// `]` is step 1, `:STEP]` another; `nil` if neither is there.
    private mutating func stepAndBracket() -> Int? {
        if take(UInt8(ascii: "]")) { return 1 }
        guard take(UInt8(ascii: ":")), let step = number(), take(UInt8(ascii: "]")) else { return nil }
        return step
    }

    private mutating func number() -> Int? {
        let digits = bytes[position...].prefix(while: \.isDigit)
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        position += digits.count
        return number
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func error(_ problem: String) -> CommandLineError {
        let url = String(decoding: bytes, as: UTF8.self)
        let problem = "\(problem) in URL position \(position + 1)"
        // Where the place is could not be shown in a URL that is masked.
        guard Secrets.masked(url: url) == url else { return CommandLineError(problem, exitStatus: 3) }
        let mark = String(repeating: " ", count: position) + "^"
        return CommandLineError("\(problem):\n\(url)\n\(mark)", exitStatus: 3)
    }
}
