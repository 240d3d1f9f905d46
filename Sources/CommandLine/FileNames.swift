internal import Bytes
internal import HTTP

/// Where the body of a URL is to go, as an option says it.
enum OutputName: Sendable, Equatable {
    /// `-o`: `-` is standard output; `#1` and so on are filled in from the URL's patterns.
    case given(String)
    /// `-O`: named as the last part of the URL's path.
    case remote
    /// `--out-null`: nowhere.
    case nothing

    /// `file`: what was uploaded, if its name was a pattern. Throws a `CommandLineError` if the name speaks of a pattern that is not there.
    func name(for expansion: URLGlob.Expansion, uploading file: URLGlob.Expansion?) throws(CommandLineError) -> String? {
        switch self {
        case .given(let name): try expansion.outputName(name, or: file)
        case .remote: RemoteName.of(url: expansion.url)
        case .nothing: nil
        }
    }
}

/// `url` with the name of the uploaded file after its path, if the path ends in a slash or there is none
/// (curl(1), --upload-file); as typed otherwise.
func appending(nameOf path: String, to url: String) -> String {
    let bytes = Array(url.utf8)
    let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") }
    let scheme = bytes.indices.first { bytes[$0...].starts(with: "://".utf8) }
    let authority = bytes[(scheme.map { $0 + 3 } ?? 0)...].prefix { !"/?#".utf8.contains($0) }
    let tail = bytes[authority.endIndex...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard tail.isEmpty || tail.last.map(isSlash) == true else { return url }
    let name = path.utf8.split(omittingEmptySubsequences: false) { isSlash($0) || $0 == UInt8(ascii: "\\") }.last ?? path.utf8[...]
    let slash = tail.isEmpty ? [UInt8(ascii: "/")] : []
    // A blank is no plus in a path.
    let encoded = name.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        .map { percentEncoded($0) }.joined(separator: "%20".utf8)
    return String(decoding: bytes[..<tail.endIndex] + slash + encoded + bytes[tail.endIndex...], as: UTF8.self)
}
