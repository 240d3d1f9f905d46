import Documents

/// Something that takes bytes from outside, and what must hold whatever they are. libFuzzer looks for bytes for which it does
/// not (`Tests/check.sh fuzz`); those that it found, and others to begin with, are in `Tests/Fuzz/Seeds`, and every test run
/// tries them again.
package struct FuzzTarget: Sendable {
    package let name: String
    /// The folder of its seeds.
    package let seeds: String
    /// The most bytes that are tried.
    package let longestInput: Int
    /// Throws a `BrokenLaw`.
    package let check: @Sendable ([UInt8]) throws -> Void

    init(_ name: String, seeds: String? = nil, longestInput: Int = 4096, check: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.name = name
        self.seeds = seeds ?? name
        self.longestInput = longestInput
        self.check = check
    }

    package static let all: [FuzzTarget] =
        ViewKind.all.map(view) + [answers, recordings, commandLines, configs, globs, pastes, keys, visible, secrets]
}

/// What should hold and does not.
package struct BrokenLaw: Error, CustomStringConvertible {
    package let description: String
}

func require(_ holds: Bool, _ law: @autoclosure () -> String) throws {
    if !holds { throw BrokenLaw(description: law()) }
}

/// Bytes whose first tell how the rest is taken: `0` and what comes before it in ASCII is zero, so that seeds can be typed.
struct Choices {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next(below count: Int) -> Int {
        guard let byte = rest.popFirst() else { return 0 }
        return max(0, Int(byte) - 0x30) % count
    }
}

/// What a terminal takes for text: it is UTF-8, and no character of it acts, apart from those in `controls`.
func requireText(_ bytes: [UInt8], controls: [UInt8] = []) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw BrokenLaw(description: "what is shown is no UTF-8: \(bytes)") }
    for scalar in text.unicodeScalars {
        let isControl = scalar.properties.generalCategory == .control && !controls.contains { UInt32($0) == scalar.value }
        let reorders = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        try require(!isControl && !reorders, "U+\(String(scalar.value, radix: 16)) is shown as it is")
    }
}
