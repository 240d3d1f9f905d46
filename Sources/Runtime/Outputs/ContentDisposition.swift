internal import Bytes

/// The file name that a Content-Disposition value gives, without any path in front, as the curl tool reads it:
/// `filename=` in either kind of quotes or none, and no `filename*=`. `nil` if there is none.
func fileName(inContentDisposition value: String) -> String? {
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
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
    if let separator = name.lastIndex(where: isSeparator) { name = name[(separator + 1)...] }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
}
