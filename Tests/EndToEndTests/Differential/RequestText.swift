import Foundation

/// A request taken apart just far enough to answer it.
struct RequestText {
    let head: [UInt8]
    var body: [UInt8] = []
    let method: String
    /// As sent: with the query, and with scheme and host if it went to a proxy.
    let target: String
    private let lines: [String]

    init(head: [UInt8]) {
        self.head = head
        lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
        // In front of it: the line of the HAProxy protocol.
        let words = (lines.first { !$0.hasPrefix("PROXY ") } ?? "").split(separator: " ")
        method = words.first.map(String.init) ?? ""
        target = words.dropFirst().first.map(String.init) ?? "/"
    }

    /// From the first single slash; without the query.
    var path: String {
        var text = target[...]
        if let scheme = text.range(of: "://") { text = text[scheme.upperBound...].drop { $0 != "/" } }
        return String(text.prefix { $0 != "?" })
    }

    var query: String { String(target.drop { $0 != "?" }.dropFirst()) }

    /// The value of the first field of that name, given in lower case.
    subscript(name: String) -> String? {
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].lowercased() == name { return parts[1].split(separator: " ").joined(separator: " ") }
        }
        return nil
    }
}
