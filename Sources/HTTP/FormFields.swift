internal import Bytes

/// Fields as forms and queries write them (`application/x-www-form-urlencoded`, URL Standard, 5.1), decoded: a plus is a
/// blank, and what is no escape stays as it is.
package struct FormFields: Sendable {
    /// In order, duplicates kept; bytes, since an escape may stand for anything.
    package let fields: [(name: [UInt8], value: [UInt8])]

    package init(_ bytes: some Sequence<UInt8>) {
        fields = Array(bytes).split(separator: UInt8(ascii: "&")).map { field in
            let parts = field.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (FormFields.decoded(parts[0]), parts.count > 1 ? FormFields.decoded(parts[1]) : [])
        }
    }

    /// Those of a URL's query; none if it has no query.
    package init(query url: String) {
        let place = url.utf8.prefix { $0 != UInt8(ascii: "#") }
        guard let mark = place.firstIndex(of: UInt8(ascii: "?")) else {
            self.init([])
            return
        }
        self.init(place[place.index(after: mark)...])
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let high = rest.first?.hexadecimalValue, let low = rest.dropFirst().first?.hexadecimalValue
            {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
