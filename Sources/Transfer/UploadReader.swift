internal import CCurl
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// `-T`: reads the body while libcurl sends it; nothing of it is kept.
///
/// Nothing waits here: if the next bytes have not come yet, as on a pipe, libcurl is told to leave the upload
/// alone until `descriptor` is ready.
final class UploadReader: BodySource {
    private let descriptor: Int32
    private let isFile: Bool
    private let name: String
    /// Bytes were not there when libcurl asked for them.
    private var isStarved = false

    /// Throws a `TransferFailure`.
    init(_ source: UploadSource) throws {
        switch source {
        case .file(let path):
            descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            name = path
            isFile = true
        case .standardInput:
            descriptor = STDIN_FILENO
            name = "standard input"
            isFile = false
        }
        super.init()
        if descriptor < 0 { throw unreadable(.last) }
    }

    deinit {
        if isFile && descriptor >= 0 { close(descriptor) }
    }

    /// The length is known of a regular file.
    override func attach(to handle: UnsafeMutableRawPointer) throws {
        setCallbacks(of: handle)
        var status = stat()
        if isFile, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            curlew_setopt_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(status.st_size))
        }
    }

    override var awaited: Int32? { isStarved ? descriptor : nil }

    override func goOn(_ handle: UnsafeMutableRawPointer) {
        isStarved = false
        curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    override func read(into buffer: UnsafeMutableRawPointer, _ room: Int) -> Int {
        while true {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, 0) == 0 {
                isStarved = true
                return curlew_read_pause
            }
            do {
                return try Descriptor(descriptor).read(into: UnsafeMutableRawBufferPointer(start: buffer, count: room))
            } catch {
                if error.code == EAGAIN { continue }
                failure = unreadable(error)
                return curlew_read_abort
            }
        }
    }

    override func seek(to offset: Int, from origin: Int32) -> Int32 {
        lseek(descriptor, offset, origin) < 0 ? CURL_SEEKFUNC_CANTSEEK : CURL_SEEKFUNC_OK
    }

    private func unreadable(_ reason: SystemError) -> TransferFailure {
        TransferFailure(unreadable: name, reason)
    }
}
