internal import CCodings
internal import System

/// Zstandard, by its own library.
final class ZstdUnpacker: Unpacker {
    private struct Library: @unchecked Sendable {
        // Functions of C that any thread may call.
        let create: curlew_zstd_create
        let set: curlew_zstd_set
        let decompress: curlew_zstd_decompress
        let free: curlew_zstd_free
        let isError: curlew_zstd_is_error
        let name: curlew_zstd_error_name

        static let found = DynamicLibrary("libzstd", version: 1).flatMap(Library.init)

        private init?(_ library: DynamicLibrary) {
            guard let create: curlew_zstd_create = library.function("ZSTD_createDStream"),
                let set: curlew_zstd_set = library.function("ZSTD_DCtx_setParameter"),
                let decompress: curlew_zstd_decompress = library.function("ZSTD_decompressStream"),
                let free: curlew_zstd_free = library.function("ZSTD_freeDStream"),
                let isError: curlew_zstd_is_error = library.function("ZSTD_isError"),
                let name: curlew_zstd_error_name = library.function("ZSTD_getErrorName")
            else { return nil }
            (self.create, self.set, self.decompress) = (create, set, decompress)
            (self.free, self.isError, self.name) = (free, isError, name)
        }
    }

    /// `ZSTD_d_windowLogMax`.
    private static let windowLogMax: Int32 = 100
    /// 8 MiB: what RFC 9659 allows a body to ask of memory.
    private static let largestWindow: Int32 = 23

    private let library: Library
    private let decoder: UnsafeMutableRawPointer

    init() throws {
        guard let library = Library.found, let decoder = library.create() else {
            throw DecodingFailure(message: "the library zstd is not there")
        }
        self.library = library
        self.decoder = decoder
        _ = library.set(decoder, ZstdUnpacker.windowLogMax, ZstdUnpacker.largestWindow)
    }

    deinit {
        _ = library.free(decoder)
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> UnpackerStep {
        var source = curlew_zstd_input(start: input.baseAddress, size: input.count, place: 0)
        var target = curlew_zstd_output(start: output.baseAddress, size: output.count, place: 0)
        let code = library.decompress(decoder, &target, &source)
        if library.isError(code) != 0, target.place == 0 {
            throw DecodingFailure(message: library.name(code).map { String(cString: $0) } ?? "invalid data")
        }
        return UnpackerStep(taken: source.place, made: target.place, isEnd: code == 0)
    }
}
