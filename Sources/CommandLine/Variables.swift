internal import Bytes

/// What `--variable` has set, for `--expand-…` to put in (curl(1), VARIABLES). Kept over `--next`.
struct Variables {
    /// The longest name that curl takes, in bytes.
    private static let longestName = 127

    private var contents: [String: [UInt8]] = [:]

    /// `name=text`, `name@file`, `%NAME` from the environment, `%NAME=default`, `%NAME@file`; after the name `[first-last]`
    /// keeps those bytes only. Returns a warning if it makes no sense. Throws `CommandLineError`.
    mutating func set(
        _ option: TypedOption, environment: [String: String], files: any FileReader
    ) throws -> String? {
        var rest = Substring(option.value)
        let isImported = rest.first == "%"
        if isImported { rest.removeFirst() }
        let name = String(rest.prefix { Variables.isNameCharacter($0) })
        rest.removeFirst(name.count)
        guard (1...Variables.longestName).contains(name.utf8.count) else {
            return "Bad variable name length (\(name.utf8.count)), skipping"
        }
        let range = try Variables.takeRange(&rest, option)
        if isImported, let value = environment[name] {
            contents[name] = Variables.bytes(of: Array(value.utf8), in: range)
        } else if isImported && rest.isEmpty {
            throw option.error("Variable '\(name)' import fail, not set")
        } else if rest.first == "=" {
            contents[name] = Variables.bytes(of: Array(rest.dropFirst().utf8), in: range)
        } else if rest.first == "@" {
            let path = String(rest.dropFirst())
            do {
                contents[name] = Variables.bytes(of: try files.contents(of: path), in: range)
            } catch let unreadable as UnreadableFile {
                throw option.error("Failed to open \(path): \(unreadable.reason)", exitStatus: 26)
            }
        } else {
            return "Bad --variable syntax, skipping: \(option.value)"
        }
        return nil
    }

    /// `text` with every `{{name:function:…}}` replaced; `\{{` stands for `{{`. Throws `CommandLineError`.
    func expanded(_ option: TypedOption) throws -> String {
        var result: [UInt8] = []
        var isExpanded = false
        var rest = Array(option.value.utf8)[...]
        while let start = rest.firstRange(of: Array("{{".utf8))?.lowerBound {
            let before = rest[..<start]
            if before.last == UInt8(ascii: "\\") {
                result += before.dropLast() + Array("{{".utf8)
                rest = rest[(start + 2)...]
                continue
            }
            guard let end = rest[(start + 2)...].firstRange(of: Array("}}".utf8)) else { break }
            result += before
            if let value = try value(of: rest[(start + 2)..<end.lowerBound], option) {
                result += value
                isExpanded = true
            } else {
                result += rest[start..<end.upperBound]
            }
            rest = rest[end.upperBound...]
        }
        // As in curl, a text in which nothing was replaced stays as it is, its backslashes too.
        return isExpanded ? String(decoding: result + rest, as: UTF8.self) : option.value
    }

    /// `nil` if the text between the braces is no name: it then stands for itself. One that was never set is empty.
    private func value(of text: ArraySlice<UInt8>, _ option: TypedOption) throws -> [UInt8]? {
        let parts = String(decoding: text, as: UTF8.self).split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, name.utf8.count <= Variables.longestName,
            name.allSatisfy(Variables.isNameCharacter)
        else { return nil }
        let value = try parts.dropFirst().reduce(contents[String(name)] ?? []) { value, function in
            guard let function = VariableFunction(rawValue: String(function)) else {
                throw option.error("unknown variable function in '\(String(decoding: text, as: UTF8.self))'")
            }
            return function.apply(to: value)
        }
        if value.contains(0) { throw option.error("variable contains null byte") }
        return value
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character == "_" || character.isASCII && (character.isLetter || character.isNumber)
    }

    /// `[first-last]` or `[first-]`, zero-based, both included.
    private static func takeRange(_ rest: inout Substring, _ option: TypedOption) throws -> ClosedRange<Int>? {
        guard rest.first == "[" else { return nil }
        let parts = rest.dropFirst().prefix { $0 != "]" }.split(separator: "-", omittingEmptySubsequences: false)
        guard let close = rest.firstIndex(of: "]"), parts.count == 2, let first = Int(parts[0]), first >= 0,
            let last = parts[1].isEmpty ? .max : Int(parts[1]), last >= first
        else { throw option.error("Bad byte range") }
        rest = rest[rest.index(after: close)...]
        return first...last
    }

    private static func bytes(of content: [UInt8], in range: ClosedRange<Int>?) -> [UInt8] {
        guard let range else { return content }
        guard range.lowerBound < content.count else { return [] }
        return Array(content[range.lowerBound...min(range.upperBound, content.count - 1)])
    }
}

/// What can be done to a variable while it is put in: `{{name:trim:url}}` (curl(1), VARIABLES).
enum VariableFunction: String {
    case trim, json, url, b64
    case decodeBase64 = "64dec"

    func apply(to value: [UInt8]) -> [UInt8] {
        switch self {
        case .trim:
            return Array(value.trimmed(\.isSpace))
        case .json:
            var text: [UInt8] = []
            JSONString.append(value, to: &text)
            return text
        case .url:
            // A blank is no plus here: the value may go into a path.
            return Array(
                value.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { percentEncoded($0) }.joined(
                    separator: "%20".utf8))
        case .decodeBase64: return Base64.decoded(value) ?? Array("[64dec-fail]".utf8)
        case .b64: return Base64.encoded(value)
        }
    }
}
