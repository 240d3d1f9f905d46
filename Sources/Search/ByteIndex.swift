internal import Glibc

extension [UInt8] {
    /// The first place of `byte` in `part`, by memchr.
    func firstIndex(ofByte byte: UInt8, in part: Range<Int>) -> Int? {
        withUnsafeBytes { buffer in
            guard !part.isEmpty, let base = buffer.baseAddress,
                let found = memchr(base + part.lowerBound, Int32(byte), part.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// The last place of `byte` in `part`. (glibc's memrchr is not visible to Swift.)
    func lastIndex(ofByte byte: UInt8, in part: Range<Int>) -> Int? {
        var end = part.upperBound
        while end > part.lowerBound {
            let start = Swift.max(part.lowerBound, end - 1024)
            var last = firstIndex(ofByte: byte, in: start..<end)
            while let found = last, let next = firstIndex(ofByte: byte, in: found + 1..<end) { last = next }
            if let last { return last }
            end = start
        }
        return nil
    }
}
