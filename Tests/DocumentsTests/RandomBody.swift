import Documents
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

/// Random text of the kind that a view is for, with everything in it that its format can trip over; for any other view a random body.
func randomBody(_ generator: inout SeededGenerator, atLeast size: Int, of view: ViewKind, _ label: String?) -> [UInt8] {
    if view == .frames { return randomFrames(&generator, atLeast: size) }
    guard let words = fragments[view.name] else { return randomBody(&generator, atLeast: size) }
    var bytes = Array((view == .xml ? ["<!DOCTYPE html>\n", "<a>", ""].randomElement(using: &generator)! : "").utf8)
    if view == .multipart { bytes += "--b\r\nContent-Type: image/jpeg\r\n\r\n".utf8 }
    while bytes.count < size {
        switch Int.random(in: 0..<60, using: &generator) {
        case 0: bytes += piece(length: 16_370 + Int.random(in: 0..<30, using: &generator), &generator)
        case 1: bytes += Array(repeating: [0x20, 0x0A, 0x41].randomElement(using: &generator)!, count: 16_390)
        case 2: bytes += Array(repeatElement(words.randomElement(using: &generator)!.utf8, count: 8_000).joined())
        case 3, 4: bytes += piece(length: Int.random(in: 0..<50, using: &generator), &generator)
        default: bytes += words.randomElement(using: &generator)!.utf8
        }
    }
    return label == "utf-16" ? bytes.flatMap { [$0, 0] } : bytes
}

/// By the name of the view.
private let fragments: [String: [String]] = [
    "form": ["a", "name", "=", "&", "+", "%41", "%C3%A9", "%C3", "%", "%zz", "\r\n", "\r", "&&", "==", "é"],
    "csv": ["a", "value", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", ",\"x, y\",", "é", "語"],
    "multipart": [
        "--b\r\n", "--b\n", "--b--\r\n", "--b", "--bc\n", "\r\n", "\n", "Content-Type: image/png\r\n\r\n",
        "Content-Type: text/plain\r\n\r\n",
        "Content-Length: 5\r\n", "x", "text\r\n", "Content-Type: multipart/mixed\r\n\r\n", "--b-1\n", "--b-1--\n",
    ],
    "ansi": [
        "\u{1B}[31m", "\u{1B}[0;1;38;5;208m", "\u{1B}[m", "\u{1B}[5m", "\u{1B}[", "\u{1B}", "\u{1B}]8;;http://a/\u{1B}\\",
        "\u{1B}]8;;\u{7}", "\u{1B}]0;x\u{7}",
        "a\u{8}a", "_\u{8}b", "é\u{8}é", "\u{8}", "text", "\n", "\r\n", "\r", "語",
    ],
    "xml": [
        "<a>", "</a>", "<b x='1'  y = \"2\">", "</b>", "<br/>", "<", ">", "text", " ", "\n", "\r\n", "<!-- c -->", "<!--", "-->",
        "<![CDATA[", "]]>", "<?p ?>",
        "&amp;", "<p>", "</p>", "<script>", "</script>", "<li>", "é",
    ],
]

/// A body of frames: of all kinds of payloads, some longer than a piece may be, and now and then something that is none.
func randomFrames(_ generator: inout SeededGenerator, atLeast size: Int) -> [UInt8] {
    let kind = Int.random(in: 0..<4, using: &generator)
    var bytes: [UInt8] = []
    while bytes.count < size {
        let length = Int.random(in: 0..<20, using: &generator) == 0 ? Int.random(in: 16_200..<33_000, using: &generator) : 200
        var payload = randomBody(&generator, atLeast: Int.random(in: 0...length, using: &generator))
        if kind != 1, Bool.random(using: &generator) { payload = Array(#"{"text":"é\n","list":[1,2]}"#.utf8) }
        switch kind {
        case 0: bytes += Frames.aws([(":event-type", "delta"), ("part", "7")], String(decoding: payload.prefix(length), as: UTF8.self))
        case 1: bytes += Frames.docker(UInt8.random(in: 1...2, using: &generator), String(decoding: payload, as: UTF8.self))
        case 2: bytes += Frames.message([0, 0, 0, 1, 2].randomElement(using: &generator)!, payload)
        default: bytes += Frames.message(0, [0x08, 0x05, 0x12, 0x03] + Array("abc".utf8) + (Bool.random(using: &generator) ? payload : []))
        }
    }
    // Near the end, where most of the body still holds frames.
    return bytes + (Bool.random(using: &generator) ? Array("no frame\nat all\n".utf8) : [])
}
