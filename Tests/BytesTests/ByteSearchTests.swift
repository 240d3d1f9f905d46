import Bytes
import TestSupport
import Testing

@Suite struct ByteSearchTests {
    /// Beside the plain way, over lengths around the eight bytes that are taken at once and the 255 words of a lane.
    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 2039, 2040, 2041, 2048, 5000])
    func `it finds what a plain loop finds`(_ count: Int) {
        var generator = SeededGenerator(seed: count)
        for density in [0, 1, 40, 100] {
            let bytes = (0..<count).map { _ -> UInt8 in
                Int.random(in: 0..<100, using: &generator) < density ? 0x0A : .random(in: 0x0B...0xFF, using: &generator)
            }
            let places = bytes.indices.filter { bytes[$0] == 0x0A }
            bytes.withUnsafeBytes { raw in
                #expect(ByteSearch.firstIndex(of: 0x0A, in: raw) == places.first)
                #expect(ByteSearch.lastIndex(of: 0x0A, in: raw) == places.last)
                #expect(ByteSearch.count(of: 0x0A, in: raw) == places.count)
                if let third = places.dropFirst(2).first { #expect(ByteSearch.end(of: 3, 0x0A, in: raw) == third + 1) }
            }
            let part = count / 3..<count - count / 4
            #expect(bytes.firstIndex(ofByte: 0x0A, in: part) == places.first(where: part.contains))
            #expect(bytes.lastIndex(ofByte: 0x0A, in: part) == places.last(where: part.contains))
        }
    }

    @Test func `a byte is counted, and no neighbour of it`() {
        for length in [0, 1, 7, 8, 255, 256, 257, 5000] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let expected = bytes.count { $0 == 0x6B }
            #expect(bytes.withUnsafeBytes { ByteSearch.count(of: 0x6B, in: $0) } == expected)
        }
    }

    @Test func `printable ASCII ends at every other byte, wherever it stands`() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<20 {
                var bytes = [UInt8](repeating: 0x7E, count: 20)
                bytes[place] = byte
                let expected = (0x20..<0x7F).contains(byte) ? 20 : place
                #expect(bytes.withUnsafeBytes { ByteSearch.printableCount(in: $0, from: 0) } == expected)
                #expect(bytes.withUnsafeBytes { ByteSearch.printableCount(in: $0, from: place) } == expected - place)
            }
        }
    }
}
