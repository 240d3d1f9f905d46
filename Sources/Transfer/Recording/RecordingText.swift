internal import Foundation

/// JSON as a recording has it: readable, and harmless where somebody prints it on a terminal.
struct RecordingText {
    private(set) var utf8: [UInt8] = []

    /// Raw JSON.
    mutating func add(_ json: String) {
        utf8 += json.utf8
    }

    /// Bytes as a string where they are UTF-8, else in base64.
    mutating func add(bytes: some Collection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            add(text: text)
        } else {
            add("{\"base64\":\"")
            utf8 += Data(bytes).base64EncodedData()
            add("\"}")
        }
    }

    mutating func add(lines: [[UInt8]]) {
        add("[")
        for (index, line) in lines.enumerated() {
            if index > 0 { add(",") }
            add(bytes: line)
        }
        add("]")
    }

    mutating func add(text: String) {
        utf8.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var plain = 0, index = 0
            while index < bytes.count {
                if RecordingText.isPlain[Int(bytes[index])] {
                    index += 1
                    continue
                }
                utf8 += bytes[plain..<index]
                let scalar = RecordingText.scalar(in: bytes, at: index)
                add(escaped: scalar)
                index += UTF8.width(scalar)
                plain = index
            }
            utf8 += bytes[plain...]
        }
        utf8.append(UInt8(ascii: "\""))
    }

    /// What no character that needs a look begins with; runs of these are copied at once.
    private static let isPlain: [Bool] = (0..<256).map { byte in
        switch byte {
        case 0x22, 0x5C, 0..<0x20, 0x7F: false
        // The first bytes of U+0080…U+00BF, U+0600…U+063F, U+2000…U+2FFF and U+F000…U+FFFF.
        case 0xC2, 0xD8, 0xE2, 0xEF: false
        default: true
        }
    }

    /// The character that begins at `index`; `bytes` are UTF-8.
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Unicode.Scalar {
        var decoder = UTF8()
        var iterator = bytes[index..<min(bytes.count, index + 4)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
        return "\u{FFFD}"
    }

    private mutating func add(escaped scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": add("\\\"")
        case "\\": add("\\\\")
        case "\n": add("\\n")
        case "\r": add("\\r")
        case "\t": add("\\t")
        default:
            if RecordingText.actsOnTerminals(scalar) {
                let digits = String(scalar.value, radix: 16)
                add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            } else {
                utf8 += Array(String(scalar).utf8)
            }
        }
    }

    /// C0, DEL, C1, and what turns or hides text: bidirectional controls, zero-width characters.
    private static func actsOnTerminals(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }
}
