/// The one rule of what is a secret, for all that is shown, copied, written down or said: by the name of a field, a
/// parameter or a member, and user information in URLs. What is secret reads `***`.
package enum Secrets {
    package static let mask = "***"
    private static let maskBytes = Array(mask.utf8)

    // MARK: Names

    /// A name with one of these words in it names a secret.
    private static let words: Set<String> = [
        "authorization", "cookie", "auth", "token", "secret", "password", "credential", "session", "signature", "sig", "apikey",
    ]
    /// Beside one of these words `key` does: an idempotency key or a cache key is none.
    private static let keyNeighbours: Set<String> = ["api", "access", "private", "secret", "subscription", "auth"]
    /// Beside one of these words a token is a place in a list.
    private static let tokenNeighbours: Set<String> = ["page", "next", "sync", "continuation"]

    /// Whether that is the name of a secret. `isParameter`: of a query or a form, in which a `key` alone is one.
    package static func isSecret(name: some StringProtocol, isParameter: Bool = false) -> Bool {
        let words = words(of: name)
        if isParameter && words == ["key"] { return true }
        return words.indices.contains { (index: Int) -> Bool in
            let neighbours = [index - 1, index + 1].filter(words.indices.contains).map { words[$0] }
            switch words[index] {
            case "key": return neighbours.contains(where: keyNeighbours.contains)
            case "token": return !neighbours.contains(where: tokenNeighbours.contains)
            default: return Secrets.words.contains(words[index])
            }
        }
    }

    /// The words of a name, in lower case: split at `-`, `_`, `.`, blanks, and at capitals (`apiKey`, `myAPIKey`).
    private static func words(of name: some StringProtocol) -> [String] {
        var words: [String] = [], word = ""
        let letters = Array(name.unicodeScalars)
        for (index, letter) in letters.enumerated() {
            if "-_. \t[]".unicodeScalars.contains(letter) {
                words.append(word)
                word = ""
                continue
            }
            let isUpper = letter.properties.isUppercase
            let followsLower = index > 0 && letters[index - 1].properties.isLowercase
            let endsCapitals =
                index > 0 && letters[index - 1].properties.isUppercase && index + 1 < letters.count
                && letters[index + 1].properties.isLowercase
            if isUpper && (followsLower || endsCapitals) {
                words.append(word)
                word = ""
            }
            word += letter.properties.lowercaseMapping
        }
        return (words + [word]).filter { !$0.isEmpty }
    }

    // MARK: Fields

    /// Fields whose values are URLs.
    private static let addressFields: Set<String> = ["location", "content-location", "referer", "origin", "link", "refresh"]

    /// A head, or lines of fields: each secret value is masked, those that are folded into several lines too. Line ends stay.
    package static func masked(fields bytes: [UInt8]) -> [UInt8] {
        var isFolded = false
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line -> [UInt8] in
            let hasReturn = line.last == 0x0D
            let field = hasReturn ? line.dropLast() : line
            return masked(field: field, &isFolded) + (hasReturn ? [0x0D] : [])
        }
        return Array(lines.joined(separator: CollectionOfOne(0x0A)))
    }

    /// A field as it is typed or shown: `Name: value`.
    package static func masked(field: String) -> String {
        String(decoding: masked(fields: Array(field.utf8)), as: UTF8.self)
    }

    /// `isFolded`: the line before was a secret, and a line that begins with a blank goes on with it.
    private static func masked(field: ArraySlice<UInt8>, _ isFolded: inout Bool) -> [UInt8] {
        if isFolded, let first = field.first, isBlank(first) { return [first] + maskBytes }
        isFolded = false
        guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { return Array(field) }
        let name = trimmed(field[..<colon])
        let value = field[(colon + 1)...]
        // The first line of a request: its URL may hold secrets.
        if name.contains(" ") { return masked(addressesIn: field) }
        if addressFields.contains(name.lowercased()) { return field[...colon] + masked(addressesIn: value) }
        guard isSecret(name: name), !value.allSatisfy(isBlank) else { return Array(field) }
        isFolded = true
        return field[...colon] + [0x20] + maskBytes
    }

    /// A text of words, each of which may be a URL.
    private static func masked(addressesIn text: ArraySlice<UInt8>) -> [UInt8] {
        Array(text.split(separator: 0x20, omittingEmptySubsequences: false).map { masked(url: Array($0)) }.joined(separator: [0x20]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    // MARK: URLs and credentials

    /// `name:***`; a name alone is none.
    package static func masked(credentials: String) -> String {
        credentials.utf8.firstIndex(of: UInt8(ascii: ":")).map { "\(credentials[..<$0]):\(mask)" } ?? credentials
    }

    /// A URL without user information and without the values of secret parameters: `http://***@host/?token=***`. As people
    /// type them: with one to three slashes, or without a scheme.
    package static func masked(url: String) -> String {
        String(decoding: masked(url: Array(url.utf8)), as: UTF8.self)
    }

    package static func masked(url: [UInt8]) -> [UInt8] {
        let start = authorityStart(url)
        let authority = url[start...].prefix { !"/?#".utf8.contains($0) }
        var result = Array(url[..<start])
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            result += maskBytes + url[at..<authority.endIndex]
        } else {
            result += authority
        }
        let rest = url[authority.endIndex...]
        guard let mark = rest.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { return result + rest }
        return result + rest[...mark] + masked(form: rest[(mark + 1)...])
    }

    /// After `scheme:` and its slashes, or after the slashes alone; 0 without either. A `://` in the query is none.
    private static func authorityStart(_ url: [UInt8]) -> Int {
        let scheme = url.prefix { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "+-.".utf8.contains(byte)
        }
        var start = 0
        if scheme.count > 0, scheme.endIndex < url.endIndex, url[scheme.endIndex] == UInt8(ascii: ":"),
            scheme.endIndex + 1 < url.endIndex, url[scheme.endIndex + 1] == UInt8(ascii: "/")
        {
            start = scheme.endIndex + 1
        }
        for _ in 0..<3 where start < url.endIndex && url[start] == UInt8(ascii: "/") { start += 1 }
        // A path is no authority.
        return start == 1 && scheme.isEmpty ? 0 : start
    }

    /// A sentence, in which words may be URLs, in quotes or without.
    package static func masked(message: String) -> String {
        let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let quotes = word.prefix { "'\"".contains($0) }
            return quotes + masked(url: String(word[quotes.endIndex...]))
        }
        return words.joined(separator: " ")
    }

    // MARK: Bodies

    /// A form or a query: `a=b&token=***`.
    private static func masked(form bytes: ArraySlice<UInt8>) -> [UInt8] {
        let ends = Array("&;#".utf8)
        var result: [UInt8] = []
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.prefix { !ends.contains($0) }
            if let sign = part.firstIndex(of: UInt8(ascii: "=")), sign + 1 < part.endIndex,
                isSecret(name: String(decoding: part[..<sign], as: UTF8.self), isParameter: true)
            {
                result += part[...sign] + maskBytes
            } else {
                result += part
            }
            rest = rest[part.endIndex...]
            if let end = rest.popFirst() { result.append(end) }
        }
        return result
    }

    /// A request's body with the values of secret members masked, if it is a form or JSON; else as it is. What a member is
    /// is read off the text, so that half a document is masked as well as a whole one.
    package static func masked(body: [UInt8]) -> [UInt8] {
        guard let first = body.first(where: { !isBlank($0) && $0 != 0x0A && $0 != 0x0D }) else { return body }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return masked(json: body) }
        return masked(form: body[...])
    }

    private static func masked(json bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\"") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let end = stringEnd(bytes, index)
            result += bytes[index..<end]
            let name = String(decoding: bytes[index..<end].dropFirst().dropLast(), as: UTF8.self)
            index = end
            let value = bytes[index...].drop { $0 <= 0x20 }
            guard value.first == UInt8(ascii: ":"), isSecret(name: name) else { continue }
            let start = bytes[(value.startIndex + 1)...].drop { $0 <= 0x20 }.startIndex
            result += bytes[index..<start]
            index = start
            guard start < bytes.count, !"{[".utf8.contains(bytes[start]) else { continue }
            let after = bytes[start] == UInt8(ascii: "\"") ? stringEnd(bytes, start) : scalarEnd(bytes, start)
            result += [UInt8(ascii: "\"")] + maskBytes + [UInt8(ascii: "\"")]
            index = after
        }
        return result
    }

    /// After the closing quote of the string that begins at `start`, or at the end.
    private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] == UInt8(ascii: "\"") {
                return index + 1
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    private static func scalarEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start...].firstIndex { $0 <= 0x20 || ",]}".utf8.contains($0) } ?? bytes.count
    }
}
