import Bytes
import TestSupport
import Testing

@Suite struct UTF8ScanTests {
    @Test func `every scalar is found, and every beginning of one is incomplete`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(UTF8.encode(scalar)!)
            let found = UTF8Scan.first(in: bytes)
            guard found == .scalar(scalar, length: bytes.count) else {
                Issue.record("U+\(String(value, radix: 16)): \(String(describing: found))")
                return
            }
            for length in 1..<bytes.count where UTF8Scan.first(in: Array(bytes[..<length])) != .incomplete {
                Issue.record("\(length) bytes of U+\(String(value, radix: 16))")
                return
            }
        }
    }

    @Test(
        arguments: [
            ([0x80], 1), ([0xBF, 0x80], 1), ([0xC0, 0x80], 1), ([0xC1, 0xBF], 1), ([0xC2, 0x41], 1), ([0xE0, 0x9F, 0xBF], 1),
            ([0xE1, 0x80, 0x41], 2), ([0xED, 0xA0, 0x80], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1), ([0xF0, 0x90, 0x80, 0x41], 3),
            ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1), ([0xFF], 1),
        ] as [([UInt8], Int)])
    func `what is no character is as long as it may have been one`(_ bytes: [UInt8], _ length: Int) {
        #expect(UTF8Scan.first(in: bytes) == .invalid(length: length))
    }

    /// Any bytes, decoded to the end, give what the standard library makes of them.
    @Test func `it agrees with the standard library`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<3_000 {
            let alphabet: [UInt8] = [0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF]
            let bytes = (0..<12).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            var text = String.UnicodeScalarView()
            var index = 0
            bytes.withUnsafeBufferPointer { buffer in
                while index < buffer.count {
                    switch UTF8Scan.next(in: buffer, at: index) {
                    case .scalar(let scalar, let length):
                        text.append(scalar)
                        index += length
                    case .invalid(let length):
                        text.append("\u{FFFD}")
                        index += length
                    case .incomplete:
                        text.append("\u{FFFD}")
                        index = buffer.count
                    }
                }
            }
            #expect(Array(text) == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars), "\(bytes)")
        }
    }

    @Test(arguments: [("aé", 1, 1), ("aé", 2, 1), ("a🦊b", 2, 1), ("a🦊b", 4, 1), ("a🦊b", 5, 5), ("é", 1, 1)])
    func `a boundary splits no character`(_ text: String, _ limit: Int, _ place: Int) {
        let found = Array((text + " ").utf8).withUnsafeBufferPointer { UTF8Scan.boundary(in: $0, atMost: limit) }
        #expect(found == place)
    }
}
