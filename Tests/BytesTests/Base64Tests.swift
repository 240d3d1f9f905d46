import Bytes
import TestSupport
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 section 10, and the two digits that are no letters.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ("~~~", "fn5+"), ("???", "Pz8/"),
    ])
    func `the examples of the standard`(_ plain: String, _ encoded: String) {
        #expect(Base64.encoded(plain.utf8) == Array(encoded.utf8))
        #expect(Base64.decoded(Array(encoded.utf8)) == Array(plain.utf8))
    }

    @Test(arguments: ["a", "ab", "abc", "a===", "====", "ab=c", "Zm9v Zg=", "Zm9v\n", "Zg==Zg==", "Zm-_"])
    func `what is not base64 is not decoded`(_ text: String) {
        #expect(Base64.decoded(Array(text.utf8)) == nil)
    }

    @Test func `any bytes come back`() {
        var generator = SeededGenerator(seed: 5)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
    }
}
