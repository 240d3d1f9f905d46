import Bodies
import Glibc
import TestSupport
import Testing

/// What is packed comes out as it was, however it comes in.
@Suite struct StreamDecoderTests {
    /// `text` packed by the same libraries that unpack it, which are those of libcurl.
    private static func gzip(_ text: [UInt8]) -> [UInt8] {
        let path = "/tmp/curlew-\(UInt64.random(in: 0...(.max))).gz"
        defer { unlink(path) }
        typealias Open = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> OpaquePointer?
        typealias Write = @convention(c) (OpaquePointer?, UnsafeRawPointer?, UInt32) -> Int32
        typealias Close = @convention(c) (OpaquePointer?) -> Int32
        let library = dlopen("libz.so.1", RTLD_NOW)
        let file = unsafeBitCast(dlsym(library, "gzopen"), to: Open.self)(path, "wb1")
        _ = unsafeBitCast(dlsym(library, "gzwrite"), to: Write.self)(file, text, UInt32(text.count))
        _ = unsafeBitCast(dlsym(library, "gzclose"), to: Close.self)(file)
        return run(["cat", path]).output
    }

    private static func zstd(_ text: [UInt8]) -> [UInt8] {
        typealias Compress = @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeRawPointer?, Int, Int32) -> Int
        let compress = unsafeBitCast(dlsym(dlopen("libzstd.so.1", RTLD_NOW), "ZSTD_compress"), to: Compress.self)
        return [UInt8](unsafeUninitializedCapacity: text.count + 1000) { buffer, count in
            count = compress(buffer.baseAddress, buffer.count, text, text.count, 3)
        }
    }

    private static let packers: [(coding: ContentCoding, pack: @Sendable ([UInt8]) -> [UInt8])] = [(.gzip, gzip), (.zstd, zstd)]

    private static let text = Array((1...20_000).map { "line \($0) of a text\n" }.joined().utf8)
    /// `echo hello` by brotli, and `hello` once by zlib and once without its header.
    private static let brotli: [UInt8] = [0x0B, 0x02, 0x80, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0x03]
    private static let zlib: [UInt8] = [0x78, 0x9C, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x06, 0x2C, 0x02, 0x15]

    private func decode(_ coding: ContentCoding, _ bytes: [UInt8], pieces: Int = .max) -> (text: [UInt8], failure: String?) {
        var text: [UInt8] = []
        do {
            let decoder = try StreamDecoder(coding)
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(pieces))
                rest = rest.dropFirst(piece.count)
                try piece.withUnsafeBytes { try decoder.decode($0) { text += $0 } }
            }
            try decoder.finish()
            return (text, nil)
        } catch {
            return (text, (error as? DecodingFailure)?.message ?? "\(error)")
        }
    }

    @Test(arguments: [1, 7, 4096, Int.max]) func whole(pieces: Int) {
        for (coding, pack) in Self.packers {
            let decoded = decode(coding, pack(Self.text), pieces: pieces)
            #expect(decoded.text == Self.text)
            #expect(decoded.failure == nil)
        }
        #expect(decode(.brotli, Self.brotli, pieces: pieces).text == Array("hello".utf8))
        for deflate in [Self.zlib, Array(Self.zlib[2...8])] {
            let decoded = decode(.deflate, deflate, pieces: pieces)
            #expect(decoded.text == Array("hello".utf8))
            #expect(decoded.failure == nil)
        }
    }

    @Test func `streams in a row, padding, and what follows`() {
        for (coding, pack) in Self.packers {
            let one = pack(Array("one\n".utf8)), two = pack(Array("two\n".utf8))
            for pieces in [1, 5, Int.max] {
                let decoded = decode(coding, one + two + Array(repeating: 0, count: 100), pieces: pieces)
                #expect(decoded.text == Array("one\ntwo\n".utf8))
                #expect(decoded.failure == nil)
                #expect(decode(coding, one + Array("garbage".utf8), pieces: pieces).text == Array("one\n".utf8))
            }
        }
    }

    @Test func `what can be decoded is, and the fault is named`() {
        for (coding, pack) in Self.packers {
            var packed = pack(Self.text)
            let cut = decode(coding, Array(packed.dropLast(packed.count / 3)))
            #expect(!cut.text.isEmpty && Self.text.starts(with: cut.text))
            #expect(cut.failure == "\(coding.rawValue): cut off after \(packed.count - packed.count / 3) bytes")
            for index in packed.count * 3 / 4..<packed.count * 3 / 4 + 40 { packed[index] = 0xFF }
            let broken = decode(coding, packed)
            #expect(broken.failure?.hasPrefix("\(coding.rawValue): broken near byte ") == true)
        }
        #expect(decode(.gzip, Array("no gzip".utf8)).failure == "gzip: broken near byte 0: incorrect header check")
        #expect(decode(.brotli, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).failure?.hasPrefix("br: broken") == true)
        #expect(decode(.gzip, []).failure == nil)
    }

    @Test func `much of the same comes out in the same memory`() {
        let packed = Self.gzip(Array(repeating: 0, count: 64 << 20))
        var count = 0, largest = 0
        #expect(throws: Never.self) {
            let decoder = try StreamDecoder(.gzip)
            try packed.withUnsafeBytes { bytes in
                try decoder.decode(bytes) { piece in
                    count += piece.count
                    largest = max(largest, piece.count)
                }
            }
        }
        #expect(count == 64 << 20)
        #expect(largest <= 256 << 10)
    }

    @Test func `a coding is known by head, type, name or bytes`() {
        #expect(ContentCoding(contentEncoding: "gzip") == .gzip)
        #expect(ContentCoding(contentEncoding: "gzip, BR ") == .brotli)
        #expect(ContentCoding(contentEncoding: "x-gzip") == .gzip)
        #expect(ContentCoding(contentEncoding: "identity") == nil)
        #expect(ContentCoding(contentEncoding: "") == nil)
        #expect(ContentCoding(ofFileNamed: "a.json.GZ", type: nil, beginning: []) == .gzip)
        #expect(ContentCoding(ofFileNamed: "a", type: "application/zstd", beginning: []) == .zstd)
        #expect(ContentCoding(ofFileNamed: "a", type: "text/plain", beginning: [0x1F, 0x8B, 8, 0]) == .gzip)
        #expect(ContentCoding(ofFileNamed: "a.txt", type: "text/plain", beginning: [0x1F]) == nil)
        #expect(ContentCoding.gzip.fits([0x1F]))
        #expect(!ContentCoding.gzip.fits(Array("{}".utf8)))
        #expect(ContentCoding.gzip.unpackedName(of: "a.tgz") == "a.tar")
        #expect(ContentCoding.brotli.unpackedName(of: "a.css.br") == "a.css")
        #expect(ContentCoding.gzip.unpackedName(of: ".gz") == ".gz")
    }
}
