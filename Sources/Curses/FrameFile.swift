internal import CNcurses
internal import Glibc
internal import System

/// Where ncurses writes to, in the terminal's place: a nameless file that holds a frame until it is complete.
///
/// ncurses flushes at every movement of the cursor, some 160 times in a new page, and each of them wakes whoever reads the
/// terminal. It writes to the descriptor of its `FILE` and past the `FILE` itself, so that one of `fopencookie` would not do.
struct FrameFile {
    let stream: UnsafeMutablePointer<FILE>
    private var descriptor: Int32 { fileno(stream) }

    init() throws(SystemError) {
        guard let stream = curlew_nameless_file() else { throw .last }
        _ = fcntl(fileno(stream), F_SETFD, FD_CLOEXEC)
        self.stream = stream
    }

    /// Beside what ncurses writes, which is all there once it has updated the screen.
    func write(_ bytes: [UInt8]) {
        try? Descriptor(descriptor).writeAll(bytes)
    }

    /// What has been written since the last call.
    func take() -> [UInt8] {
        fflush(stream)
        let count = max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
        if count == 0 { return [] }
        defer { lseek(descriptor, 0, SEEK_SET) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = Descriptor(descriptor).read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
    }

    func close() {
        fclose(stream)
    }
}
