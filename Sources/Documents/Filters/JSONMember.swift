internal import Bytes

/// A value in a record of JSON, found by its path and without a layout.
package enum JSONMember {
    /// One step of a path: a member's name, or the place of an element, zero-based, which may also be a name.
    package typealias Step = String

    /// The value as it stands, a string unescaped and without quotes; nil if there is none. What is no JSON has none.
    package static func value(at path: [Step], in record: [UInt8]) -> [UInt8]? {
        var reader = Reader(bytes: record)
        // What may stand before a record: a prefix, RS.
        guard let start = record.firstIndex(where: { $0 == JSONByte.openObject || $0 == JSONByte.openArray }) else { return nil }
        reader.place = start
        for step in path { guard reader.enter(step) else { return nil } }
        return reader.value()
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

        private mutating func skipBlanks() {
            while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
        }

        private mutating func take(_ wanted: UInt8) -> Bool {
            skipBlanks()
            guard byte == wanted else { return false }
            place += 1
            return true
        }

        /// Goes to the value of a member or element.
        mutating func enter(_ step: Step) -> Bool {
            if take(JSONByte.openObject) {
                while true {
                    skipBlanks()
                    guard let name = string(), take(UInt8(ascii: ":")) else { return false }
                    if JSONString.unescaped(name).elementsEqual(step.utf8) {
                        skipBlanks()
                        return true
                    }
                    guard skipValue(), take(UInt8(ascii: ",")) else { return false }
                }
            }
            guard take(JSONByte.openArray), let index = Int(step), index >= 0 else { return false }
            for _ in 0..<index { guard skipValue(), take(UInt8(ascii: ",")) else { return false } }
            skipBlanks()
            return byte != JSONByte.closeArray
        }

        /// The string that begins here, with its quotes.
        private mutating func string() -> [UInt8]? {
            guard byte == UInt8(ascii: "\"") else { return nil }
            let start = place
            place += 1
            while let byte {
                place += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { return Array(bytes[start..<place]) }
            }
            return nil
        }

        private mutating func skipValue() -> Bool {
            skipBlanks()
            var depth = 0
            repeat {
                guard let byte else { return false }
                switch byte {
                case UInt8(ascii: "\""): guard string() != nil else { return false }
                case JSONByte.openObject, JSONByte.openArray:
                    depth += 1
                    place += 1
                case JSONByte.closeObject, JSONByte.closeArray:
                    depth -= 1
                    place += 1
                default:
                    place += 1
                    if depth == 0 { skipScalar() }
                }
            } while depth > 0
            return depth == 0
        }

        private mutating func skipScalar() {
            while let byte, ![UInt8(ascii: ","), JSONByte.closeObject, JSONByte.closeArray, 0x20, 0x0A, 0x0D].contains(byte) { place += 1 }
        }

        mutating func value() -> [UInt8]? {
            skipBlanks()
            if byte == UInt8(ascii: "\"") { return string().map { JSONString.unescaped($0) } }
            let start = place
            guard skipValue() else { return nil }
            return Array(bytes[start..<place])
        }
    }
}
