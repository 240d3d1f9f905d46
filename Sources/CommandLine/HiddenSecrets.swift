package let hiddenSecret = "***"

package func hidingPassword(in credentials: String) -> String {
    credentials.utf8.firstIndex(of: UInt8(ascii: ":")).map { "\(credentials[..<$0]):\(hiddenSecret)" } ?? credentials
}

package func hidingSecret(inHeader line: String) -> String {
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return line }
    let name = line[..<colon]
    let isSecret = ["authorization", "proxy-authorization", "cookie"].contains(name.lowercased())
    let isEmpty = line.utf8[colon...].dropFirst().allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return isSecret && !isEmpty ? "\(name): \(hiddenSecret)" : line
}

/// `scheme://user:password@host`: what stands between the slashes and the last `@` of the authority.
package func hidingUser(inURL url: String) -> String {
    let bytes = Array(url.utf8)
    let slashes = bytes.indices.first { bytes[$0...].starts(with: "://".utf8) }
    let start = slashes.map { $0 + 3 } ?? 0
    let authority = bytes[start...].prefix { !"/?#".utf8.contains($0) }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return url }
    return String(decoding: bytes[..<start] + Array(hiddenSecret.utf8) + bytes[at...], as: UTF8.self)
}
