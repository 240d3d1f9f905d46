internal import Bytes

/// JSON as a recording has it: readable, and harmless when somebody prints it on a terminal.
struct RecordingText {
    private(set) var utf8: [UInt8] = []

    /// Raw JSON.
    mutating func add(_ json: String) {
        utf8 += json.utf8
    }

    /// Bytes as a string if they are UTF-8, else in base64.
    mutating func add(bytes: some Collection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            add(text: text)
        } else {
            add("{\"base64\":\"")
            utf8 += Base64.encoded(bytes)
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
        utf8 += JSONString.quoted(text.utf8, .harmless)
    }
}
