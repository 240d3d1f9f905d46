internal import CCurl
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// Reads the body of an upload while libcurl sends it; nothing of it is kept.
///
/// Nothing waits here: if the next bytes have not come yet, as on a pipe, libcurl is told to leave the upload
/// alone until `descriptor` is ready.
final class UploadReader {
    let descriptor: Int32
    private let isFile: Bool
    private let name: String
    /// Bytes were not there when libcurl asked for them.
    private(set) var isStarved = false
    private(set) var failure: TransferFailure?

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
        if descriptor < 0 { throw unreadable(.last) }
    }

    deinit {
        if isFile && descriptor >= 0 { close(descriptor) }
    }

    /// Sets the callbacks, and the length if it is known: that of a regular file. The object must outlive the transfer.
    func attach(to handle: UnsafeMutableRawPointer) {
        curlew_set_read_callback(handle, readUpload, seekUpload, Unmanaged.passUnretained(self).toOpaque())
        var status = stat()
        if isFile, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            curlew_setopt_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(status.st_size))
        }
    }

    /// `descriptor` is ready: libcurl may ask again.
    func goOn(_ handle: UnsafeMutableRawPointer) {
        isStarved = false
        curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    fileprivate func read(into buffer: UnsafeMutableRawPointer, _ room: Int) -> Int {
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

    /// When the body is to be sent a second time: after a redirect, or to log in.
    fileprivate func seek(to offset: Int, from origin: Int32) -> Int32 {
        lseek(descriptor, offset, origin) < 0 ? CURL_SEEKFUNC_CANTSEEK : CURL_SEEKFUNC_OK
    }

    private func unreadable(_ reason: SystemError) -> TransferFailure {
        TransferFailure(exitStatus: 26, message: "cannot read \(name): \(reason)")
    }
}

private func readUpload(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return curlew_read_abort }
    return Unmanaged<UploadReader>.fromOpaque(context).takeUnretainedValue().read(into: bytes, size * count)
}

private func seekUpload(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard let context else { return CURL_SEEKFUNC_FAIL }
    return Unmanaged<UploadReader>.fromOpaque(context).takeUnretainedValue().seek(to: Int(offset), from: origin)
}
