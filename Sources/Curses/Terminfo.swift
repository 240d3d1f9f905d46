internal import CNcurses

/// What terminfo knows of the terminal that was opened last.
package enum Terminfo {
    /// A string capability; empty if the terminal has none.
    static func string(_ name: String) -> [UInt8] {
        guard let text = tigetstr(name), text != UnsafeMutablePointer(bitPattern: -1) else { return [] }
        return Array(String(cString: text).utf8)
    }

    /// What reaches the terminal of a capability with numbers in it; nil if the terminal has none.
    static func bytes(_ name: String, _ first: Int32 = 0, _ second: Int32 = 0) -> [UInt8]? {
        let capability = string(name)
        guard !capability.isEmpty, let numbered = curlew_numbered(String(decoding: capability, as: UTF8.self), first, second) else {
            return nil
        }
        return withoutPadding(Array(String(cString: numbered).utf8))
    }

    /// A numeric capability; −1 if the terminal has none.
    static func number(_ name: String) -> Int {
        Int(tigetnum(name))
    }

    /// The bytes of a string capability that reach the terminal: without the delays (`$<100/>`) that terminals of wire needed.
    static func withoutPadding(_ capability: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = capability[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
