/// `word` so that a POSIX shell reads it back as it is: bare if nothing in it could mean
/// anything, else in `'…'`, or in `$'…'` (bash, zsh, POSIX 2024) if it has controls: as they are, the terminal that it is
/// pasted into would take them for keys. A line end alone is none.
package func shellQuoted(_ word: String) -> String {
    let isPlain = { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:=@%+,".utf8.contains(byte)
        }
    }
    if !word.isEmpty && word.utf8.allSatisfy(isPlain) { return word }
    let scalars = word.unicodeScalars
    if scalars.contains(where: { isControl($0) && $0 != "\n" }) { return "$'" + scalars.map(escaped).joined() + "'" }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
}

/// Within `$'…'`.
private func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "'", "\\": return "\\\(scalar)"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{1B}": return "\\e"
    default:
        // Octal takes three digits and no more; a hexadecimal number would take the letters after it.
        guard isControl(scalar) else { return String(scalar) }
        return String(scalar).utf8.map { byte in
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
    }
}
