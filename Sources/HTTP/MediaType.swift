/// The value of a Content-Type field (RFC 9110 section 8.3.1): `type/subtype; name=value; …`.
package struct MediaType: Sendable, Equatable {
    /// `type/subtype` in lower case.
    package let essence: String
    /// Names in lower case; values as sent, unquoted.
    package let parameters: [(name: String, value: String)]

    package init(_ text: String) {
        var parts = MediaType.split(text)
        essence = parts.isEmpty ? "" : MediaType.trimmed(parts.removeFirst()).lowercased()
        parameters = parts.compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = MediaType.trimmed(String(part[..<equals])).lowercased()
            return (name, MediaType.unquoted(MediaType.trimmed(String(part[part.index(after: equals)...]))))
        }
    }

    package var charset: String? {
        parameters.first { $0.name == "charset" }?.value
    }

    package static func == (left: MediaType, right: MediaType) -> Bool {
        left.essence == right.essence && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    /// Splits at semicolons outside quotes.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var quoted = false, escaped = false
        for character in text {
            if character == ";" && !quoted {
                parts.append("")
                continue
            }
            if character == "\"" && !escaped { quoted.toggle() }
            escaped = quoted && character == "\\" && !escaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    /// A quoted-string without its quotes and backslashes (RFC 9110 section 5.6.4).
    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        var result = "", escaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\" && !escaped {
                escaped = true
            } else {
                result.append(character)
                escaped = false
            }
        }
        return result
    }
}
