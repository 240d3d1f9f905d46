/// Where the body of a URL is to go, as an option says it.
enum OutputName: Sendable, Equatable {
    /// `-o`: `-` is standard output; `#1` and so on are filled in from the URL's patterns.
    case given(String)
    /// `-O`: named as the last part of the URL's path.
    case remote

    /// The path of the file, in `directory` if one is given; `-` is standard output.
    func path(for expansion: URLGlob.Expansion, in directory: String?) -> String {
        let name =
            switch self {
            case .given(let name): expansion.outputName(name)
            case .remote: OutputName.remoteName(of: expansion.url)
            }
        guard let directory, name != "-" else { return name }
        return "\(directory)/\(name)"
    }

    /// What stands behind the last slash of the path, not decoded; a backslash counts as one, since
    /// it is one on other systems. Where there is nothing, the name is that of curl since 8.11.
    private static func remoteName(of url: String) -> String {
        let bytes = Array(url.utf8)
        let scheme = bytes.indices.first { bytes[$0...].starts(with: "://".utf8) }
        let path = bytes[(scheme.map { $0 + 3 } ?? 0)...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let slash = path.lastIndex(where: isSeparator) else { return "curl_response" }
        let name = String(decoding: path[(slash + 1)...], as: UTF8.self)
        return ["", ".", ".."].contains(name) ? "curl_response" : name
    }
}
