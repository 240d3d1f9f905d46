import Curses
import Screen

extension FuzzTarget {
    /// Bytes of a keyboard: what keys they are does not depend on how they come, and no control character is one of text.
    static let keys = FuzzTarget("keys") { input in
        var choices = Choices(input)
        let pieceLength = 1 + choices.next(below: 16)
        let bytes = Array(choices.rest)
        var whole = KeyDecoder(named: [Array("\u{1B}[11~".utf8): .function(1)])
        var piecewise = whole
        var keys = whole.keys(from: bytes), keysOfPieces: [Key] = []
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            keysOfPieces += piecewise.keys(from: bytes[start..<min(bytes.count, start + pieceLength)])
        }
        // A paste that is not over may be given out in parts.
        keys += whole.flush()
        keysOfPieces += piecewise.flush()
        try require(keys.joinedPastes == keysOfPieces.joinedPastes, "keys depend on how they come: \(keys) and \(keysOfPieces)")
        for case .character(let scalar) in keys {
            try require(scalar.properties.generalCategory != .control, "a control is typed as a character")
        }
        whole.forgetUnfinished()
        try require(whole.keys(from: [0x61]) == [.character("a")], "the keyboard is not back")
    }

    /// Text from anywhere, on the screen and in a stream: no control byte out, and what is shown does not depend on the pieces.
    static let visible = FuzzTarget("visible") { input in
        var choices = Choices(input)
        let pieceLength = 1 + choices.next(below: 16)
        let columnLimit = 1 + choices.next(below: 200)
        let bytes = Array(choices.rest)
        for asciiOnly in [false, true] {
            let cells = VisibleText.cells(utf8: bytes, asciiOnly: asciiOnly)
            let text = cells.reduce(into: [UInt8]()) { $1.write(to: &$0) }
            try requireText(text)
            try require(!asciiOnly || text.allSatisfy { $0 < 0x80 }, "more than ASCII is shown")
            var limited = VisibleText(asciiOnly: asciiOnly, columnLimit: columnLimit)
            limited.append(utf8: bytes)
            try require(limited.columns <= columnLimit, "more columns than there are")
            try require(limited.columns == limited.cells.reduce(0) { $0 + Int($1.width) }, "columns are counted wrong")
        }
        var stream = VisibleStream()
        var shown: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            shown += stream.append(bytes[start..<min(bytes.count, start + pieceLength)])
        }
        shown += stream.finish()
        try require(shown == VisibleStream.bytes(bytes), "what is shown depends on how it comes")
        try requireText(shown, controls: [0x09, 0x0A])
    }
}

extension [Key] {
    fileprivate var joinedPastes: [Key] {
        reduce(into: []) { keys, key in
            if case .paste(let text) = key, case .paste(let before)? = keys.last {
                keys[keys.count - 1] = .paste(before + text)
            } else {
                keys.append(key)
            }
        }
    }
}
