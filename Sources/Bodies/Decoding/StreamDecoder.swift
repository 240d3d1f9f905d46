/// Why a coded body could not be decoded any further; what came out before is right as far as it goes.
package struct DecodingFailure: Error, Sendable, Equatable {
    package var message: String

    package init(message: String) {
        self.message = message
    }
}

/// Undoes a content coding piece by piece, in the same memory whatever comes (16 MiB and less). Several streams one after the
/// other, as `cat a.gz b.gz` makes them, decode to all of their contents.
package final class StreamDecoder {
    private enum State: Equatable {
        /// A stream has begun.
        case inside
        /// Nothing has come yet, or a stream has ended and another may begin.
        case between
        /// What follows the last stream is none.
        case after
    }

    /// So much is decoded at once, in bytes.
    private static let pieceSize = 256 << 10

    private let coding: ContentCoding
    private var unpacker: any Unpacker
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: StreamDecoder.pieceSize, alignment: 16)
    private var state = State.between
    /// Bytes taken in.
    private var taken = 0
    private var hasStreams = false

    /// Throws a `DecodingFailure` if the library that does it is not there.
    package init(_ coding: ContentCoding) throws {
        self.coding = coding
        unpacker = try coding.makeUnpacker()
    }

    deinit {
        output.deallocate()
    }

    /// Decodes the next bytes, and hands out what they give. Throws a `DecodingFailure`, and what `write` throws.
    package func decode(_ bytes: UnsafeRawBufferPointer, _ write: (UnsafeRawBufferPointer) throws -> Void) throws {
        var rest = bytes
        while state != .after {
            if state == .between {
                guard let first = rest.first else { return }
                if hasStreams {
                    // Files are padded with zeros, to a block of a tape once.
                    if first == 0 {
                        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
                        continue
                    }
                    guard coding.mayBegin(with: first) else {
                        state = .after
                        return
                    }
                    unpacker = try coding.makeUnpacker()
                }
                (state, hasStreams) = (.inside, true)
            }
            let step: UnpackerStep
            do {
                step = try unpacker.step(rest, output)
            } catch let failure as DecodingFailure {
                throw DecodingFailure(message: "\(coding.rawValue): broken near byte \(taken): \(failure.message)")
            }
            taken += step.taken
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(step.taken))
            if step.made > 0 { try write(UnsafeRawBufferPointer(rebasing: output[..<step.made])) }
            if step.isEnd {
                state = .between
            } else if rest.isEmpty && step.made < output.count {
                return
            } else if step.taken == 0 && step.made == 0 {
                throw DecodingFailure(message: "\(coding.rawValue): broken near byte \(taken)")
            }
        }
    }

    /// No byte follows. Throws a `DecodingFailure` if the last stream has no end.
    package func finish() throws {
        if state == .inside { throw DecodingFailure(message: "\(coding.rawValue): cut off after \(taken) bytes") }
    }
}

/// What one call of a decoder did.
struct UnpackerStep {
    /// Bytes of the input, and of the output.
    var taken: Int
    var made: Int
    /// The stream has ended.
    var isEnd: Bool
}

/// A library's decoder of one stream.
protocol Unpacker: AnyObject {
    /// Takes as much of `input` as it can, and fills `output`. Throws a `DecodingFailure` in the library's words.
    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> UnpackerStep
}

extension ContentCoding {
    fileprivate func makeUnpacker() throws -> any Unpacker {
        switch self {
        case .gzip, .deflate: try ZlibUnpacker(isGzip: self == .gzip)
        case .brotli: try BrotliUnpacker()
        case .zstd: try ZstdUnpacker()
        }
    }

    /// Another stream may follow that begins so.
    fileprivate func mayBegin(with byte: UInt8) -> Bool {
        switch self {
        case .gzip: byte == 0x1F
        // Frames, and those to be skipped.
        case .zstd: byte == 0x28 || byte & 0xF0 == 0x50
        case .deflate, .brotli: false
        }
    }
}
