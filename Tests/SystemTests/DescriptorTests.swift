import Glibc
import System
import TestSupport
import Testing

@Suite struct DescriptorTests {
    @Test func `a pipe that is full is waited for`() throws {
        let pipe = WakePipe()
        defer { pipe.close() }
        // More than a pipe holds, into an end that does not block.
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let failure = Lock<(any Error)?>(nil)
        let isWritten = Latch()
        startThread {
            do {
                try Descriptor(pipe.writer).writeAll(bytes)
            } catch {
                failure.withLock { $0 = error }
            }
            isWritten.release()
        }
        var read: [UInt8] = []
        while read.count < bytes.count {
            var ready = pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)
            try #require(poll(&ready, 1, 10_000) == 1)
            read += pipe.take(atMost: 4096)
        }
        #expect(isWritten.wait())
        #expect(read == bytes)
        #expect(failure.withLock { $0 == nil })
    }

    @Test func `a pipe that is full can be left alone`() {
        let pipe = WakePipe()
        defer { pipe.close() }
        #expect(throws: SystemError(code: EAGAIN)) {
            try Descriptor(pipe.writer).writeAll([UInt8](repeating: 1, count: 1 << 20), whenFull: .fail)
        }
    }

    @Test func `what was written is read, from the start and from the middle`() throws {
        let path = "/tmp/curlew-descriptor.\(getpid())"
        defer { unlink(path) }
        let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_TRUNC, mode: 0o600)
        defer { file.close() }
        try file.writeAll(Array("hello".utf8))
        try Array("LO!".utf8).withUnsafeBytes { try file.writeAll($0, at: 3) }
        let again = try Descriptor.open(path, O_RDONLY)
        defer { again.close() }
        #expect(try again.readAll(atMost: 6) == Array("helLO!".utf8))
        #expect(try Descriptor.open("/dev/zero", O_RDONLY).readAll(atMost: 100_000) == nil)
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
        defer { piece.deallocate() }
        #expect(again.read(into: piece, at: 4) == 2)
        #expect(piece[0] == UInt8(ascii: "O"))
        #expect(fcntl(file.number, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(try file.duplicate().number, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `an error says why in the system's words`() {
        #expect(throws: SystemError(code: ENOENT)) { try Descriptor.open("/nonexistent/x", O_RDONLY) }
        #expect(SystemError(code: ENOENT).description == "No such file or directory")
        #expect(throws: SystemError(code: ENOSPC)) { try Descriptor.open("/dev/full", O_WRONLY).writeAll([1]) }
        #expect(throws: SystemError(code: EBADF)) { try Descriptor(-1).writeAll([1]) }
        #expect(throws: SystemError(code: EISDIR)) { try Descriptor.open("/", O_RDONLY).readAll() }
    }
}
