/// JSON read the simple way, by a parser that calls itself: what the views say of a text is compared with that.
///
/// Of right texts only.
struct NaiveJSON {
    /// A leaf, or the line of a layout.
    struct Place {
        /// `.items[3]["a b"]`; empty for a whole text.
        var path: String
        /// As it was sent: of a container with something in it the bracket it begins with.
        var text: String
        /// Where it begins, its key if it has one.
        var start: Int
        var isLeaf: Bool
    }

    private(set) var places: [Place] = []
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        value(at: "", from: nil)
    }

    private mutating func blanks() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func string() -> String {
        let start = index
        index += 1
        while bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        index += 1
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func value(at path: String, from keyStart: Int?) {
        blanks()
        let start = index
        let place = places.count
        places.append(Place(path: path, text: "", start: keyStart ?? start, isLeaf: true))
        switch bytes[index] {
        case UInt8(ascii: "\""): _ = string()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = bytes[index] == UInt8(ascii: "{")
            let end = UInt8(ascii: isObject ? "}" : "]")
            index += 1
            blanks()
            var count = 0
            while bytes[index] != end {
                places[place].isLeaf = false
                var step = "[\(count)]"
                var keyStart: Int?
                if isObject {
                    keyStart = index
                    let key = string()
                    let word = key.dropFirst().dropLast()
                    let isName = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
                    step = isName && word.first?.isNumber == false ? ".\(word)" : "[\(key)]"
                    blanks()
                    index += 1
                }
                value(at: path + step, from: keyStart)
                count += 1
                blanks()
                if bytes[index] == UInt8(ascii: ",") {
                    index += 1
                    blanks()
                }
            }
            index += 1
            places[place].text = places[place].isLeaf ? (isObject ? "{}" : "[]") : isObject ? "{" : "["
            return
        default: while index < bytes.count, !",]} \t\r\n".utf8.contains(bytes[index]) { index += 1 }
        }
        places[place].text = String(decoding: bytes[start..<index], as: UTF8.self)
    }
}
