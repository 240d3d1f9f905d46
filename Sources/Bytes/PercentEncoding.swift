/// Percent-encodes all but the unreserved characters of RFC 3986 section 2.3, a blank as `+`, as
/// `--data-urlencode` does.
package func percentEncoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    Array(bytes).withUnsafeBytes(percentEncoded(bytes:))
}

/// The same of many bytes: nothing in it is generic, which the optimiser would leave so between two modules.
package func percentEncoded(bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let digits: StaticString = "0123456789ABCDEF"
    return [UInt8](unsafeUninitializedCapacity: bytes.count * 3) { encoded, count in
        func add(_ byte: UInt8) {
            encoded[count] = byte
            count += 1
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                add(byte)
            case UInt8(ascii: " "):
                add(UInt8(ascii: "+"))
            default:
                add(UInt8(ascii: "%"))
                add(digits.utf8Start[Int(byte >> 4)])
                add(digits.utf8Start[Int(byte & 15)])
            }
        }
    }
}
