package import Screen

/// The byte sequences that keys send besides plain characters.
package enum KeySequences {
    /// Keys by the final byte of `ESC [ … final` and `ESC O final` (xterm's ctlseqs, "PC-Style Function Keys").
    static let byFinal: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    /// Keys by the number of `ESC [ number ~` (VT220, rxvt, xterm).
    static let byNumber: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]

    /// The key of `ESC [ parameters final`; nil for what is none. A report of the cursor's place (`ESC [ 24 ; 80 R`) has F3's
    /// final byte, and answers to private questions (`ESC [ ? …`) have those of others.
    static func key(parameters: ArraySlice<UInt8>, _ final: UInt8) -> Key? {
        if parameters.first == UInt8(ascii: "?") { return nil }
        if parameters.first == UInt8(ascii: "<") { return mouse(parameters.dropFirst(), final).map { .mouse($0) } }
        let first = parameters.prefix { (0x30...0x39).contains($0) }
        let number = Int(String(decoding: first, as: UTF8.self)) ?? 0
        switch final {
        case UInt8(ascii: "~"): return byNumber[number]
        case UInt8(ascii: "R") where number > 1: return nil
        case UInt8(ascii: "C") where parameters.elementsEqual("1;5".utf8): return .controlRight
        case UInt8(ascii: "D") where parameters.elementsEqual("1;5".utf8): return .controlLeft
        default: return byFinal[final]
        }
    }

    /// `ESC [ < buttons ; column ; row`, both one-based, and `M` for a press or a movement, `m` for a release (xterm's ctlseqs,
    /// "SGR (1006)"). Other buttons than the left one are nobody's.
    private static func mouse(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> Mouse? {
        let numbers = parameters.split(separator: UInt8(ascii: ";")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        // Shift, Meta and Ctrl are bits of their own.
        let buttons = numbers[0] & ~0b1_1100
        let action: Mouse.Action? =
            switch (buttons, final) {
            case (0, UInt8(ascii: "M")): .press
            case (0, UInt8(ascii: "m")): .release
            case (32, UInt8(ascii: "M")): .drag
            case (64, UInt8(ascii: "M")): .wheelUp
            case (65, UInt8(ascii: "M")): .wheelDown
            default: nil
            }
        return action.map { Mouse($0, at: Position(row: numbers[2] - 1, column: numbers[1] - 1)) }
    }

    /// How many bytes follow `ESC [ final` in a report of the mouse: X10's, and those of highlight tracking.
    static let mouseReports: [UInt8: Int] = [UInt8(ascii: "M"): 3, UInt8(ascii: "t"): 2, UInt8(ascii: "T"): 6]

    /// The numeric keypad in application mode, `ESC O final` (VT100).
    static let keypad: [UInt8: Key] = {
        var keys: [UInt8: Key] = [
            UInt8(ascii: "M"): .enter, UInt8(ascii: "j"): .character("*"), UInt8(ascii: "k"): .character("+"),
            UInt8(ascii: "l"): .character(","), UInt8(ascii: "m"): .character("-"),
            UInt8(ascii: "n"): .character("."), UInt8(ascii: "o"): .character("/"),
        ]
        for digit in UInt8(0)...9 {
            keys[UInt8(ascii: "p") + digit] = .character(Unicode.Scalar(UInt8(ascii: "0") + digit))
        }
        return keys
    }()

    /// The capabilities of terminfo(5) that name keys.
    package static let capabilities: [String: Key] = {
        var keys: [String: Key] = [
            "kcuu1": .up, "kcud1": .down, "kcub1": .left, "kcuf1": .right, "khome": .home, "kend": .end,
            "kpp": .pageUp, "knp": .pageDown, "kich1": .insert, "kdch1": .delete, "kcbt": .backTab, "kent": .enter,
        ]
        for number in 1...12 {
            keys["kf\(number)"] = .function(number)
        }
        return keys
    }()
}
