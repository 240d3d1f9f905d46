internal import Bytes
internal import Plan

/// Takes a value of `-F` apart (curl(1), --form): a word, then parameters, each after a semicolon.
struct FormValue {
    /// What a word may be followed by.
    struct Parameters {
        var type: String?
        var fileName: String?
        var headerLines: [String] = []
        var encoder: String?
    }

    private let whole: ArraySlice<UInt8>
    private var rest: ArraySlice<UInt8>
    /// Ends a word besides the semicolon; `nil` if nothing does.
    private let separator: UInt8?
    /// What stands in the place of a parameter and is none that is known; one line each.
    private(set) var warnings: [String] = []

    init(_ bytes: ArraySlice<UInt8>, separator: UInt8? = nil) {
        whole = bytes
        rest = bytes
        self.separator = separator
    }

    /// Takes the separator and says whether it was there.
    mutating func takeSeparator() -> Bool {
        guard let separator, rest.first == separator else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The next word: in quotes, with `\"` and `\\` in it, or up to the next semicolon without the blanks around it.
    mutating func word() -> [UInt8] {
        rest = rest.drop(while: \.isSpace)
        if rest.first == UInt8(ascii: "\""), let quoted = quotedWord() { return quoted }
        return trimmed(takeSegment())
    }

    /// All parameters up to the separator or the end. `readFile` gives what `headers=@FILE` names.
    /// Throws `FormError`, and what `readFile` throws.
    mutating func parameters(readFile: (String) throws -> [UInt8]) throws -> Parameters {
        var parameters = Parameters()
        var typeStart: Int?
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst().drop(while: \.isSpace)
            if typeStart == nil, take("type=") {
                typeStart = rest.startIndex
                guard FormValue.isMediaType(rest) else { throw FormError("illegally formatted content-type") }
                parameters.type = text(takeSegment())
            } else if take("filename=") {
                typeStart = nil
                parameters.fileName = String(decoding: word(), as: UTF8.self)
            } else if take("encoder=") {
                typeStart = nil
                parameters.encoder = String(decoding: word(), as: UTF8.self)
            } else if take("headers=") {
                typeStart = nil
                if take("@") || take("<") {
                    let path = String(decoding: word(), as: UTF8.self)
                    parameters.headerLines += FormValue.headerLines(try readFile(path))
                } else {
                    parameters.headerLines.append(String(decoding: word(), as: UTF8.self))
                }
            } else if let typeStart {
                // A parameter of the content type: `type=text/plain; charset=utf-8`.
                parameters.type = text(whole[typeStart..<takeSegment().endIndex])
            } else {
                let unknown = text(word()[...])
                if !unknown.isEmpty { warnings.append("skip unknown form field: \(unknown)") }
            }
        }
        return parameters
    }

    private mutating func quotedWord() -> [UInt8]? {
        var word: [UInt8] = []
        var index = rest.startIndex + 1
        while index < rest.endIndex {
            let byte = rest[index]
            let next = index + 1 < rest.endIndex ? rest[index + 1] : 0
            if byte == UInt8(ascii: "\\"), next == UInt8(ascii: "\\") || next == UInt8(ascii: "\"") {
                word.append(next)
                index += 2
            } else if byte == UInt8(ascii: "\"") {
                rest = rest[(index + 1)...]
                _ = takeSegment()
                return word
            } else {
                word.append(byte)
                index += 1
            }
        }
        // Without an end it is no quote.
        return nil
    }

    /// Up to the next semicolon or separator.
    private mutating func takeSegment() -> ArraySlice<UInt8> {
        let segment = rest.prefix { $0 != UInt8(ascii: ";") && $0 != separator }
        rest = rest[segment.endIndex...]
        return segment
    }

    /// Takes `prefix`, in upper or lower case, and the blanks after it.
    private mutating func take(_ prefix: String) -> Bool {
        let start = rest.prefix(prefix.utf8.count)
        guard String(decoding: start, as: UTF8.self).lowercased() == prefix else { return false }
        rest = rest[start.endIndex...].drop(while: \.isSpace)
        return true
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(bytes), as: UTF8.self)
    }

    private static func isMediaType(_ text: ArraySlice<UInt8>) -> Bool {
        let major = text.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: " ") }
        let minor = text[major.endIndex...].dropFirst().prefix { !";, \n".utf8.contains($0) }
        return !major.isEmpty && !minor.isEmpty && text[major.endIndex] == UInt8(ascii: "/")
    }

    /// Comments begin a line with `#`; a line that begins with a blank goes on with the one before.
    private static func headerLines(_ bytes: [UInt8]) -> [String] {
        var lines: [[UInt8]] = []
        for line in bytes.filter({ $0 != 0x0D }).split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
            if let first = line.first, first.isSpace, !lines.isEmpty {
                lines[lines.count - 1] += line
            } else {
                lines.append(Array(line))
            }
        }
        return lines.map { String(decoding: trimmed($0[...]), as: UTF8.self) }.filter { !$0.isEmpty }
    }
}

/// What is wrong with a value of `-F`.
struct FormError: Error {
    let problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}

/// C's isspace.

private func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes.drop(while: \.isSpace)
    while let last = bytes.last, last.isSpace { bytes.removeLast() }
    return Array(bytes)
}
