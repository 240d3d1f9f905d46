internal import Bytes

/// A URL that may stand for many (curl(1), GLOBBING): `{one,two}`, `[1-9]`, `[001-100:10]`, `[a-z]`, each with a `<name>` in
/// front of what it stands for if it is to have one.
///
/// Nothing is expanded before it is asked for: `[1-1000000000]` costs no more than `[1-2]`.
struct URLGlob: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text([UInt8])
        case set([[UInt8]])
        /// `width` is that of the first number if it has leading zeros, else 0.
        case numbers(first: Int, last: Int, step: Int, width: Int)
        case letters(first: UInt8, last: UInt8, step: UInt8)

        var count: Int {
            switch self {
            case .text: 1
            case .set(let elements): elements.count
            case .numbers(let first, let last, let step, _): (last - first) / step + 1
            case .letters(let first, let last, let step): Int((last - first) / step) + 1
            }
        }

        func value(at index: Int) -> [UInt8] {
            switch self {
            case .text(let text): text
            case .set(let elements): elements[index]
            case .numbers(let first, _, let step, let width):
                padded("\(first + index * step)", to: width)
            case .letters(let first, _, let step): [first + UInt8(index) * step]
            }
        }

        private func padded(_ digits: String, to width: Int) -> [UInt8] {
            Array(repeating: UInt8(ascii: "0"), count: max(0, width - digits.utf8.count)) + digits.utf8
        }
    }

    let parts: [Part]
    /// How many URLs there are.
    let count: Int
    /// Which patterns have a name, counted from 0.
    var names: [String: Int] = [:]
    /// Read as a pattern, whether it has any or not.
    var isPattern = true

    /// A URL that stands for itself, whatever is in it.
    static func literal(_ url: String) -> URLGlob {
        URLGlob(parts: [.text(Array(url.utf8))], count: 1, isPattern: false)
    }

    /// What one URL was made of.
    struct Expansion: Equatable {
        var url: String
        /// What each pattern stood for, from left to right: `#1`, `#2` … in an output name.
        var values: [String]
        var names: [String: Int] = [:]
        var isPattern = true
    }

    /// The URL at `index`, counted from 0; the last pattern turns fastest.
    func expansion(at index: Int) -> Expansion {
        var rest = index
        var pieces: [[UInt8]] = [], values: [String] = []
        for part in parts.reversed() {
            let value = part.value(at: rest % part.count)
            rest /= part.count
            pieces.append(value)
            if case .text = part { continue }
            values.append(String(decoding: value, as: UTF8.self))
        }
        return Expansion(
            url: String(decoding: pieces.reversed().joined(), as: UTF8.self), values: values.reversed(), names: names,
            isPattern: isPattern)
    }
}

extension URLGlob.Expansion {
    /// `-o`: `name` with `#1`, `#2` … and `#<name>` replaced, by `other` too as far as names go. A number that no pattern has
    /// stays as it is; a name that none has is a mistake. Throws `CommandLineError`.
    func outputName(_ name: String, or other: URLGlob.Expansion? = nil) throws(CommandLineError) -> String {
        guard isPattern else { return name }
        var result: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "#") else {
                result.append(byte)
                continue
            }
            let digits = rest.prefix(while: \.isDigit)
            if let number = Int(String(decoding: digits, as: UTF8.self)), number > 0, number <= values.count {
                result += values[number - 1].utf8
                rest = rest.dropFirst(digits.count)
            } else if let pattern = URLGlob.takeName(&rest) {
                guard let value = value(named: pattern) ?? other?.value(named: pattern) else {
                    throw CommandLineError("no glob exists with this name: '\(pattern)' in '\(name)'", exitStatus: 43)
                }
                result += value.utf8
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func value(named name: String) -> String? {
        names[name].map { values[$0] }
    }
}

extension URLGlob {
    /// The longest that curl takes for a name.
    private static let longestName = 64

    /// Takes `<name>`; `nil` and nothing taken if it is not there.
    static func takeName(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard rest.first == UInt8(ascii: "<") else { return nil }
        let name = rest.dropFirst().prefix { $0 != UInt8(ascii: ">") }
        guard (1...longestName).contains(name.count), name.endIndex < rest.endIndex else { return nil }
        rest = rest[(name.endIndex + 1)...]
        return String(decoding: name, as: UTF8.self)
    }
}
