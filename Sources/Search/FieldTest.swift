internal import Documents

/// A comparison of a member of a record: `.status>=500` is read as a path, a sign and a value.
package struct FieldTest: Sendable, Equatable {
    enum Sign: String, Sendable, CaseIterable {
        // The longer ones first.
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case less = "<"
        case greater = ">"
        case matches = "~"
    }

    private let path: [String]
    private let sign: Sign
    private let value: String
    private let pattern: Pattern?

    /// Nil if it is no comparison from its first character to its last.
    package init?(_ text: String) {
        guard text.first == ".", let end = text.firstIndex(where: { "!=<>~".contains($0) }),
            let sign = Sign.allCases.first(where: { text[end...].hasPrefix($0.rawValue) })
        else { return nil }
        let steps = text[text.index(after: text.startIndex)..<end].replacing("[", with: ".").replacing("]", with: "")
            .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !steps.isEmpty, steps.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else { return nil }
        let value = String(text[text.index(end, offsetBy: sign.rawValue.count)...])
        path = steps
        self.sign = sign
        self.value = value
        pattern = sign == .matches ? try? Pattern(value) : nil
        if value.isEmpty || sign == .matches && pattern == nil { return nil }
    }

    /// A member that is not there is equal to nothing. Numbers are compared as numbers, all else as text.
    func passes(_ record: [UInt8]) -> Bool {
        guard let bytes = JSONMember.value(at: path, in: record) else { return sign == .notEqual }
        if let pattern { return pattern.isFound(in: bytes) }
        let found = String(decoding: bytes, as: UTF8.self)
        let order: Int
        if let left = Double(found), let right = Double(value) {
            order = left < right ? -1 : left > right ? 1 : 0
        } else {
            order = found < value ? -1 : found > value ? 1 : 0
        }
        return switch sign {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .greater: order > 0
        case .atMost: order <= 0
        case .atLeast: order >= 0
        case .matches: false
        }
    }
}

extension Pattern {
    /// Whether there is a match in a short text.
    func isFound(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { text in
            if case .match = Matcher(code).match(
                in: text, beginning: 0, end: text.count, starts: 0..<text.count, beginsLine: true, endsLine: true)
            {
                return true
            }
            return false
        }
    }
}
