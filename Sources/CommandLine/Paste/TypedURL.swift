/// What a URL means that was typed while another one is looked at: `:9137/x` is on this machine, `/path` and `?query` are on
/// the same server. Anything else means what it means to curl.
///
/// `base` is the URL that is looked at, as it was typed; nil if there is none, and only the port is understood. Not for
/// the command line, where `$UNSET/users` must not ask a server that nobody named.
package func typedURL(_ url: String, relativeTo base: String?) -> String {
    let bytes = Array(url.utf8)
    let second = bytes.dropFirst().first
    if bytes.first == UInt8(ascii: ":"), let second, (0x30...0x39).contains(second) { return "http://localhost\(url)" }
    guard let base, let first = bytes.first, first == UInt8(ascii: "?") || first == UInt8(ascii: "/") else { return url }
    let whole = Array(base.utf8)
    let scheme = whole.indices.first { whole[$0...].starts(with: "://".utf8) }
    let host = scheme.map { $0 + 3 } ?? 0
    if first == UInt8(ascii: "/"), second == first {
        return String(decoding: whole[..<(scheme.map { $0 + 1 } ?? 0)], as: UTF8.self) + url
    }
    let ends = first == UInt8(ascii: "?") ? "?#" : "/?#"
    let end = whole[host...].firstIndex { ends.utf8.contains($0) } ?? whole.endIndex
    let kept = String(decoding: whole[..<end], as: UTF8.self)
    // `http://h?q` is `http://h/?q`.
    let needsPath = first == UInt8(ascii: "?") && !whole[host..<end].contains(UInt8(ascii: "/"))
    return kept + (needsPath ? "/" : "") + url
}
