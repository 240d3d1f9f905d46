internal import Bytes

/// What a file is called by those who send it, as the curl tool reads it. Nothing is decoded; no path is ever part of it.
package enum RemoteName {
    /// `-O`: what follows the last slash of the URL's path; a backslash counts as one, since it is one on other systems.
    /// Empty if there is nothing.
    package static func of(url: String) -> String {
        let bytes = Array(url.utf8)
        // Another URL may stand in the query.
        let place = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let scheme = place.indices.first { place[$0...].starts(with: "://".utf8) }
        let path = place[(scheme.map { $0 + 3 } ?? 0)...]
        guard let slash = path.lastIndex(where: isSeparator) else { return "" }
        let name = String(decoding: path[(slash + 1)...], as: UTF8.self)
        return [".", ".."].contains(name) ? "" : name
    }

    /// `-J`: the value of Content-Disposition has `filename=` in either kind of quotes or none, and no `filename*=`.
    /// `nil` if there is none, empty if it names nothing.
    package static func of(contentDisposition value: String) -> String? {
        var rest = Array(value.utf8)[...]
        while true {
            rest = rest.drop { !$0.isLetter }
            if rest.isEmpty { return nil }
            if rest.starts(with: "filename=".utf8) { break }
            rest = rest.drop { $0 != UInt8(ascii: ";") }
        }
        rest = rest.dropFirst("filename=".utf8.count)
        var stop = UInt8(ascii: ";")
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            stop = quote
            rest.removeFirst()
        }
        var name = rest.prefix { $0 != stop }
        if let separator = name.lastIndex(where: isSeparator) { name = name[(separator + 1)...] }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }
}
