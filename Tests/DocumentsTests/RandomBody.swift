import TestSupport

/// A body with everything in it that lines can trip over: line ends of all kinds, lines about as long as a
/// piece may be, characters of every length, and bytes that are no characters.
func randomBody(_ generator: inout SeededGenerator, atLeast size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: bytes += piece(length: 16_370 + Int.random(in: 0..<30, using: &generator), &generator)
        case 1: bytes += piece(length: Int.random(in: 0..<40_000, using: &generator), &generator)
        case 2: bytes += Array(repeating: 0x0A, count: Int.random(in: 1..<300, using: &generator))
        default: bytes += piece(length: Int.random(in: 0..<200, using: &generator), &generator)
        }
        bytes += lineEnds.randomElement(using: &generator)!
    }
    return bytes
}

private let lineEnds: [[UInt8]] = [[0x0A], [0x0A], [0x0D, 0x0A], [0x0D], [0x0D, 0x0D, 0x0A], [], [0x0A, 0x00], [0x00, 0x0A]]
private let characters = ["a", "é", "€", "語", "😀", "e\u{301}", "\u{202E}", "\t", "\u{1B}[31m", "\u{85}"].map { Array($0.utf8) }

private func piece(length: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let kind = Int.random(in: 0..<4, using: &generator)
    var bytes: [UInt8] = []
    while bytes.count < length {
        switch kind {
        case 0: bytes.append(UInt8.random(in: 0x20...0x7E, using: &generator))
        case 1: bytes.append(UInt8.random(in: 0...255, using: &generator))
        case 2: bytes += characters[4]
        default: bytes += characters.randomElement(using: &generator)!
        }
    }
    return bytes
}
