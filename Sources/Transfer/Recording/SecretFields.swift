internal import Foundation

/// Leaves secrets out of what is written down.
enum SecretFields {
    private static let names: Set<String> = ["authorization", "proxy-authorization", "cookie", "set-cookie"]
    /// Their values are URLs.
    private static let addresses: Set<String> = ["location", "content-location", "referer"]
    private static let mask = Array("***".utf8)

    /// A field line with its value masked, if it is one of those.
    static func masked(line: [UInt8]) -> [UInt8] {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return line }
        let name = String(decoding: line[..<colon].filter { $0 > 0x20 }, as: UTF8.self).lowercased()
        if addresses.contains(name), let value = String(validating: line[(colon + 1)...], as: UTF8.self) {
            return Array(line[...colon]) + masked(url: value).utf8
        }
        guard names.contains(name) else { return line }
        return line[...colon] + CollectionOfOne(0x20) + mask
    }

    /// A request head, its line ends kept.
    static func masked(head: [UInt8]) -> [UInt8] {
        let lines = head.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            let hasReturn = line.last == 0x0D
            return masked(line: Array(hasReturn ? line.dropLast() : line)) + (hasReturn ? [0x0D] : [])
        }
        return Array(lines.joined(separator: CollectionOfOne(0x0A)))
    }

    /// A URL without the password in it: `https://name:***@host/`. A name without a password may be a token: `https://***@host/`.
    static func masked(url: String) -> String {
        let schemeEnd = url.range(of: "://")?.upperBound ?? url.startIndex
        let rest = url[schemeEnd...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return url }
        let start = authority[..<at].firstIndex(of: ":").map { url.index(after: $0) } ?? authority.startIndex
        return url[..<start] + "***" + url[at...]
    }
}
