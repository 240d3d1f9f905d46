internal import CCodings
internal import System

/// gzip and deflate, by zlib.
final class ZlibUnpacker: Unpacker {
    private struct Library: @unchecked Sendable {
        // Functions of C that any thread may call.
        let start: curlew_inflate_init
        let inflate: curlew_inflate
        let end: curlew_inflate_end

        static let found = DynamicLibrary("libz", version: 1).flatMap(Library.init)

        private init?(_ library: DynamicLibrary) {
            guard let start: curlew_inflate_init = library.function("inflateInit2_"),
                let inflate: curlew_inflate = library.function("inflate"),
                let end: curlew_inflate_end = library.function("inflateEnd")
            else { return nil }
            (self.start, self.inflate, self.end) = (start, inflate, end)
        }
    }

    // zlib.h
    private static let streamEnd: Int32 = 1
    private static let needsDictionary: Int32 = 2
    private static let needsMore: Int32 = -5
    private static let windowBits: Int32 = 15

    private let library: Library
    private let stream: UnsafeMutablePointer<curlew_z_stream>
    private let isGzip: Bool
    private var isStarted = false
    /// The first byte of a deflate stream, while it takes a second to know of which kind it is.
    private var first: UInt8?

    init(isGzip: Bool) throws {
        guard let library = Library.found else { throw DecodingFailure(message: "the library zlib is not there") }
        self.library = library
        self.isGzip = isGzip
        stream = .allocate(capacity: 1)
        stream.initialize(to: curlew_z_stream())
    }

    deinit {
        if isStarted { _ = library.end(stream) }
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> UnpackerStep {
        if isStarted { return try inflate(input, output) }
        if isGzip {
            try start(ZlibUnpacker.windowBits + 16)
            return try inflate(input, output)
        }
        guard let second = first == nil ? input.dropFirst().first : input.first, let lead = first ?? input.first else {
            first = first ?? input.first
            return UnpackerStep(taken: input.count, made: 0, isEnd: false)
        }
        // RFC 1950, 2.2: the method is 8, and the two bytes are a multiple of 31.
        let hasHeader = lead & 0x0F == 8 && (Int(lead) << 8 | Int(second)) % 31 == 0
        try start(hasHeader ? ZlibUnpacker.windowBits : -ZlibUnpacker.windowBits)
        if first != nil { _ = try withUnsafeBytes(of: lead) { try inflate($0, output) } }
        return try inflate(input, output)
    }

    private func start(_ bits: Int32) throws {
        guard library.start(stream, bits, "1", Int32(MemoryLayout<curlew_z_stream>.size)) == 0 else {
            throw DecodingFailure(message: "zlib cannot begin")
        }
        isStarted = true
    }

    private func inflate(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> UnpackerStep {
        let most = min(input.count, 1 << 30)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(most)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        let code = library.inflate(stream, 0)
        let taken = most - Int(stream.pointee.avail_in), made = output.count - Int(stream.pointee.avail_out)
        if code == ZlibUnpacker.needsDictionary { throw DecodingFailure(message: "needs a dictionary") }
        if code < 0 && code != ZlibUnpacker.needsMore {
            // What was made before the fault is good; the call after this one fails again.
            if made > 0 { return UnpackerStep(taken: taken, made: made, isEnd: false) }
            throw DecodingFailure(message: stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)")
        }
        return UnpackerStep(taken: taken, made: made, isEnd: code == ZlibUnpacker.streamEnd)
    }
}
