import Bytes
import Testing

@Suite struct ASCIITests {
    private func bytes(_ belongs: (UInt8) -> Bool) -> String {
        String(decoding: (UInt8.min...UInt8.max).filter(belongs), as: UTF8.self)
    }

    @Test func `kinds of bytes`() {
        #expect(bytes(\.isBlank) == "\t ")
        #expect(bytes(\.isSpace) == "\t\n\u{B}\u{C}\r ")
        #expect(bytes(\.isDigit) == "0123456789")
        #expect(bytes(\.isCapital) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        #expect(bytes(\.isLetter) == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        #expect(bytes { $0.hexadecimalValue != nil } == "0123456789ABCDEFabcdef")
        #expect("09afAF".utf8.map(\.hexadecimalValue) == [0, 9, 10, 15, 10, 15])
        #expect("AZaz@[é".utf8.map(\.lowercased) == Array("azaz@[é".utf8))
    }

    @Test func `text of bytes`() {
        #expect("Content-TYPE".utf8.equalsIgnoringCase("content-type"))
        #expect(!"É".utf8.equalsIgnoringCase("é"))
        #expect(!"a".utf8.equalsIgnoringCase("ab"))
        #expect(Array(" \ta b \t".utf8.trimmed()) == Array("a b".utf8))
        #expect(" \t ".utf8.trimmed().isEmpty)
        #expect(Array("\r\na ".utf8.trimmed(\.isSpace)) == Array("a".utf8))
    }
}
