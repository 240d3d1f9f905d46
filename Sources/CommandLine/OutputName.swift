/// Where the body of a URL is to go, as an option says it.
enum OutputName: Sendable, Equatable {
    /// `-o`: `-` is standard output; `#1` and so on are filled in from the URL's patterns.
    case given(String)
    /// `-O`: named as the last part of the URL's path.
    case remote

    func name(for expansion: URLGlob.Expansion) -> String {
        switch self {
        case .given(let name): expansion.outputName(name)
        case .remote: OutputName.remoteName(of: expansion.url)
        }
    }

    /// What stands after the last slash of the path, not decoded; a backslash counts as one, since
    /// it is one on other systems. Empty if there is nothing.
    private static func remoteName(of url: String) -> String {
        let bytes = Array(url.utf8)
        // Another URL may stand in the query.
        let place = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let scheme = place.indices.first { place[$0...].starts(with: "://".utf8) }
        let path = place[(scheme.map { $0 + 3 } ?? 0)...]
        let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let slash = path.lastIndex(where: isSeparator) else { return "" }
        let name = String(decoding: path[(slash + 1)...], as: UTF8.self)
        return [".", ".."].contains(name) ? "" : name
    }
}
