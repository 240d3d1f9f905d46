/// A status line and its fields as received: of an interim response, a redirect hop or the final answer.
package struct ResponseHead: Sendable, Equatable {
    /// The whole status line without its line end, as sent (`HTTP/1.1 200 OK`).
    package var statusLine: [UInt8]
    package var fields: HeaderFields
    /// The three digits, 0 where the line has none.
    package var status: Int
    /// `1.0`, `1.1`, `2` or `3`, from the status line; empty where it has none.
    package var version: String
    /// All of it, line ends and the empty line included, where they are not CRLF throughout; else `nil`.
    package var oddBytes: [UInt8]?
    /// The connection ended before it did.
    package var isCut = false

    package init(statusLine: [UInt8], fields: HeaderFields = HeaderFields()) {
        self.statusLine = statusLine
        self.fields = fields
        let words = statusLine.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true)
        let text = words.map { String(decoding: $0, as: UTF8.self) }
        version = text.first.flatMap { $0.hasPrefix("HTTP/") ? String($0.dropFirst(5)) : nil } ?? ""
        // `HTTP/x 100` and `http/1.1 100` are no interim answers to libcurl: what follows is the body.
        let isUsual = version.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        let isWhole = version.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        status = text.count > 1 && isUsual && isWhole ? Int(text[1]) ?? 0 : 0
    }

    /// What follows the status in the status line (`OK`), in UTF-8; empty where there is nothing, as always in HTTP/2.
    package var reason: String {
        let words = statusLine.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true)
        return words.count > 2 ? String(decoding: words[2], as: UTF8.self) : ""
    }

    /// As it came, with the empty line after it.
    package var bytes: [UInt8] {
        oddBytes ?? [UInt8](([statusLine] + fields.fields.map(\.line) + [[]]).map { $0 + [0x0D, 0x0A] }.joined())
    }

    /// A 1xx head: more heads follow.
    package var isInterim: Bool { (100..<200).contains(status) && status != 101 }
}
