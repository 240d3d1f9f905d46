#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Finding a byte at the speed of memory: by the C library, and eight bytes at a time if it has nothing for it.
package enum ByteSearch {
    package static func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, let place = memchr(base, Int32(byte), bytes.count) else { return nil }
        return UnsafeRawPointer(place) - base
    }

    /// The place after the first `count` of `byte`, of which there are so many.
    package static func end(of count: Int, _ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
        var end = 0
        for _ in 0..<count {
            guard let next = firstIndex(of: byte, in: UnsafeRawBufferPointer(rebasing: bytes[end...])) else { break }
            end += next + 1
        }
        return end
    }

    /// Whether as many bytes are the same. There are as many.
    package static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
    }

    /// How often `byte` occurs.
    package static func count(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
        let wanted = ones &* UInt64(byte)
        var total = 0
        var index = 0
        while index + 8 <= bytes.count {
            // A lane of `sums` overflows after 255 words.
            let end = min(bytes.count - 7, index + 8 * 255)
            var sums: UInt64 = 0
            while index < end {
                sums &+= hits(in: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self), wanted)
                index += 8
            }
            let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ (sums >> 8 & 0x00FF_00FF_00FF_00FF)
            total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
        }
        while index < bytes.count {
            if bytes[index] == byte { total += 1 }
            index += 1
        }
        return total
    }

    /// Whether all bytes are below 0x80.
    package static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var all: UInt64 = 0
        var index = 0
        while index + 64 <= bytes.count {
            var block: UInt64 = 0
            for word in 0..<8 { block |= bytes.loadUnaligned(fromByteOffset: index + 8 * word, as: UInt64.self) }
            all |= block
            index += 64
        }
        while index + 8 <= bytes.count {
            all |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < bytes.count {
            all |= UInt64(bytes[index])
            index += 1
        }
        return all & (ones << 7) == 0
    }

    /// How many bytes from `start` on are printable ASCII, blanks included.
    package static func printableCount(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let high: UInt64 = ones << 7
        var index = start
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Not above 0x7F, not 0x7F, not below 0x20: no lane carries into the next.
            let wrong = (word | (word &+ ones) | ~((word | high) &- (ones << 5))) & high
            if wrong != 0 { break }
            index += 8
        }
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index += 1 }
        return index - start
    }

    /// The last place of `byte`.
    package static func lastIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
        let wanted = ones &* UInt64(byte)
        var end = bytes.count
        while end >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
            let hits = hits(in: word, wanted)
            if hits != 0 { return end - 1 - hits.leadingZeroBitCount / 8 }
            end -= 8
        }
        return bytes[..<end].lastIndex(of: byte)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// In each byte of the result 1 if `word` has the wanted byte, else 0.
    @inline(__always)
    private static func hits(in word: UInt64, _ wanted: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let differing = word ^ wanted
        return ~(((differing & low) &+ low) | differing) >> 7 & ones
    }
}

extension [UInt8] {
    /// The first place of `byte` in `part`.
    package func firstIndex(ofByte byte: UInt8, in part: Range<Int>) -> Int? {
        withUnsafeBytes { bytes in
            ByteSearch.firstIndex(of: byte, in: UnsafeRawBufferPointer(rebasing: bytes[part])).map { $0 + part.lowerBound }
        }
    }

    /// The last place of `byte` in `part`.
    package func lastIndex(ofByte byte: UInt8, in part: Range<Int>) -> Int? {
        withUnsafeBytes { bytes in
            ByteSearch.lastIndex(of: byte, in: UnsafeRawBufferPointer(rebasing: bytes[part])).map { $0 + part.lowerBound }
        }
    }
}
