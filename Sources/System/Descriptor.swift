#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// An open file, pipe, device or socket, by its number.
///
/// What a call may leave half done is carried through here and nowhere else: a signal in the middle (EINTR), a part
/// written, a pipe that is full. The value owns nothing: whoever opened the descriptor closes it.
package struct Descriptor: Sendable, Hashable {
    package let number: Int32

    package static let standardInput = Descriptor(STDIN_FILENO)
    package static let standardOutput = Descriptor(STDOUT_FILENO)
    package static let standardError = Descriptor(STDERR_FILENO)

    package init(_ number: Int32) {
        self.number = number
    }

    /// Opens `path` with open(2)'s `flags`, and so that no child inherits it. `mode` is for a file that is made, before
    /// the umask.
    package static func open(_ path: String, _ flags: Int32, mode: UInt32 = 0o666) throws(SystemError) -> Descriptor {
        while true {
            #if canImport(Darwin)
                let number = Darwin.open(path, flags | O_CLOEXEC, mode_t(mode))
            #else
                let number = Glibc.open(path, flags | O_CLOEXEC, mode_t(mode))
            #endif
            if number >= 0 { return Descriptor(number) }
            // Opening a FIFO waits, and a signal may end that.
            if errno != EINTR { throw .last }
        }
    }

    /// A second number for the same file, which no child inherits.
    package func duplicate() throws(SystemError) -> Descriptor {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        if copy < 0 { throw .last }
        return Descriptor(copy)
    }

    /// Not tried again after a signal: the number is free by then, and may be somebody else's.
    package func close() {
        #if canImport(Darwin)
            _ = Darwin.close(number)
        #else
            _ = Glibc.close(number)
        #endif
    }

    /// As many bytes as are there, at most `buffer.count`; waits for the first one unless the descriptor does not block.
    /// 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(number, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw .last }
        }
    }

    /// Everything up to the end; waits for it, however long that takes. nil if that is more than `most` bytes.
    package func readAll(atMost most: Int = .max) throws(SystemError) -> [UInt8]? {
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { piece.deallocate() }
        while true {
            do {
                let count = try read(into: piece)
                if count == 0 { return bytes }
                if count > most - bytes.count { return nil }
                bytes += UnsafeRawBufferPointer(rebasing: piece[..<count])
            } catch {
                guard error.code == EAGAIN else { throw error }
                wait(for: POLLIN)
            }
        }
    }

    /// Fills `buffer` with the file's bytes from `offset` on; fewer only at the end of the file, or if it cannot be read.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        var filled = 0
        while let base = buffer.baseAddress, filled < buffer.count {
            let count = pread(number, base + filled, buffer.count - filled, off_t(offset + filled))
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            filled += count
        }
        return filled
    }

    /// What to do while a pipe, terminal or socket that does not block takes no more.
    package enum WhenFull: Sendable {
        /// Wait until it does.
        case wait
        /// Fail with EAGAIN.
        case fail
    }

    /// Writes all of `bytes`. If it throws, a part of them may have been written.
    ///
    /// Async-signal-safe: calls write(2) and poll(2), and nothing that allocates.
    package func writeAll(_ bytes: UnsafeRawBufferPointer, whenFull: WhenFull = .wait) throws(SystemError) {
        var written = 0
        while let base = bytes.baseAddress, written < bytes.count {
            let count = write(number, base + written, bytes.count - written)
            if count >= 0 {
                written += count
            } else if errno == EAGAIN && whenFull == .wait {
                wait(for: POLLOUT)
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    package func writeAll(_ bytes: [UInt8], whenFull: WhenFull = .wait) throws(SystemError) {
        try bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
            try writeAll(UnsafeRawBufferPointer(bytes), whenFull: whenFull)
        }
    }

    /// Writes as many of `bytes` as there is room for, if the descriptor does not block. `takesMore` is `false` if it never will.
    package func writeSome(_ bytes: UnsafeRawBufferPointer) -> (count: Int, takesMore: Bool) {
        var written = 0
        while let base = bytes.baseAddress, written < bytes.count {
            let count = write(number, base + written, bytes.count - written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                return (written, errno == EAGAIN)
            }
        }
        return (written, true)
    }

    /// Writes all of `bytes` into a file, from `offset` on.
    package func writeAll(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        var written = 0
        while let base = bytes.baseAddress, written < bytes.count {
            let count = pwrite(number, base + written, bytes.count - written, off_t(offset + written))
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    private func wait(for event: Int32) {
        var request = pollfd(fd: number, events: Int16(event), revents: 0)
        poll(&request, 1, -1)
    }
}
