// Which bodies
extension JSONFormatter {
    /// By the type; where that says nothing of the kind, by how the body begins.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = essence(of: type)
        if saysRecords(type) || ["/json", "+json", "/json5"].contains(where: type.hasSuffix) { return 3 }
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

    /// It begins as an object or an array does.
    private static func looksRight(_ beginning: [UInt8]) -> Bool {
        let text = beginning.starts(with: UTF8Decoding.mark) ? beginning.dropFirst(UTF8Decoding.mark.count) : beginning[...]
        let bytes = text.drop { JSONByte.kind(of: $0) == .space }
        guard let first = bytes.first, first == JSONByte.openObject || first == JSONByte.openArray else { return false }
        guard let second = bytes.dropFirst().first(where: { JSONByte.kind(of: $0) != .space }) else { return bytes.count > 1 }
        return first == JSONByte.openObject
            ? second == JSONByte.quote || second == JSONByte.closeObject
            : JSONByte.kind(of: second) != .scalar || JSONByte.beginsRecord(second)
    }
}
