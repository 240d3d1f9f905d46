internal import CCodings
internal import System

/// Brotli, by Google's decoder. Its window is 16 MiB at most.
final class BrotliUnpacker: Unpacker {
    private struct Library: @unchecked Sendable {
        // Functions of C that any thread may call.
        let create: curlew_brotli_create
        let decompress: curlew_brotli_decompress
        let destroy: curlew_brotli_destroy

        static let found = DynamicLibrary("libbrotlidec", version: 1).flatMap(Library.init)

        private init?(_ library: DynamicLibrary) {
            guard let create: curlew_brotli_create = library.function("BrotliDecoderCreateInstance"),
                let decompress: curlew_brotli_decompress = library.function("BrotliDecoderDecompressStream"),
                let destroy: curlew_brotli_destroy = library.function("BrotliDecoderDestroyInstance")
            else { return nil }
            (self.create, self.decompress, self.destroy) = (create, decompress, destroy)
        }
    }

    private let library: Library
    private let decoder: UnsafeMutableRawPointer

    init() throws {
        guard let library = Library.found, let decoder = library.create(nil, nil, nil) else {
            throw DecodingFailure(message: "the library brotlidec is not there")
        }
        self.library = library
        self.decoder = decoder
    }

    deinit {
        library.destroy(decoder)
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> UnpackerStep {
        var left = input.count, room = output.count
        var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var target = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        // decode.h: 0 is an error, 1 the end of the stream.
        let result = library.decompress(decoder, &left, &next, &room, &target, nil)
        let made = output.count - room
        if result == 0 && made == 0 { throw DecodingFailure(message: "invalid data") }
        return UnpackerStep(taken: input.count - left, made: made, isEnd: result == 1)
    }
}
