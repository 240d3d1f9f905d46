internal import Screen

// Which bodies
extension JSONFormatter {
    /// By the type; where that says nothing of the kind, by how the body begins.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = essence(of: type)
        if saysRecords(type) || ["/json", "+json", "/json5"].contains(where: type.hasSuffix) { return isMarkup(beginning) ? 1 : 3 }
        return looksRight(beginning) ? 2 : 0
    }

    /// Before `json` if the body is made of records.
    static func fitsRecords(_ type: String?, _ beginning: [UInt8]) -> Int {
        let fits = fits(type, beginning)
        return fits > 0 && (saysRecords(essence(of: type)) || hasRecords(beginning)) ? fits + 1 : min(1, fits)
    }

    private static func essence(of type: String?) -> String {
        type?.prefix { $0 != ";" }.lowercased().filter { $0 != " " } ?? ""
    }

    private static func saysRecords(_ type: String) -> Bool {
        ["json-seq", "ndjson", "jsonl", "stream+json"].contains(where: type.hasSuffix)
    }

    /// More than one of them, and nothing wrong so far.
    private static func hasRecords(_ beginning: [UInt8]) -> Bool {
        var scanner = JSONScanner(isCompact: true)
        var none = NoTokens()
        return beginning.withUnsafeBufferPointer { text in
            var start = 0
            while let next = scanner.nextLine(in: text, from: start, isFinal: false, to: &none), !scanner.isRaw { start = next }
            return scanner.recordCount > 1 && !scanner.isRaw
        }
    }

    /// A type may be wrong: no JSON begins so.
    private static func isMarkup(_ beginning: [UInt8]) -> Bool {
        beginning.first { JSONByte.kind(of: $0) != .space } == UInt8(ascii: "<")
    }

    /// It begins as an object or an array does, perhaps after what keeps it from being run, and goes on without a fault as far as it
    /// is there. In brackets alone many a line of a log begins.
    private static func looksRight(_ beginning: [UInt8]) -> Bool {
        beginning.withUnsafeBufferPointer { text in
            var scanner = JSONScanner(isCompact: true)
            var found = CollectedTokens()
            var start = 0
            while let next = scanner.nextLine(in: text, from: start, isFinal: false, to: &found) {
                start = next
                // Of records one may be broken, but not the first.
                if scanner.isRaw, scanner.recordCount < 2 { return false }
            }
            return !scanner.isRaw && beginsRight(found.tokens.filter { $0.isStructured && $0.kind != .comment }, text)
                && found.tokens.allSatisfy { $0.kind != .scalar || isWord($0, text) }
        }
    }

    /// The first token, and what kind the second one is of.
    private static func beginsRight(_ tokens: [JSONToken], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = tokens.first, first.kind == .punctuation, JSONByte.kind(of: text[first.range.lowerBound]) == .open else {
            return false
        }
        guard tokens.count > 1 else { return first.range.upperBound < text.count }
        return switch tokens[1].kind {
        case .punctuation, .scalar: true
        case .key, .string: text[tokens[1].range.lowerBound] == JSONByte.quote
        default: false
        }
    }

    /// A number or a word of JSON, or one that many write; or what ends a call.
    private static func isWord(_ token: JSONToken, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeBufferPointer(rebasing: text[token.range])
        return JSONScalar.role(of: bytes, isPart: token.isOpen) != .error || usualWords.contains { $0.elementsEqual(bytes) }
            || bytes.first == JSONByte.closeCall
    }

    private static let usualWords = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }
}
