internal import CCurl
internal import HTTP
internal import Plan
internal import System

/// What libcurl gets the body of a request from while it sends it. Must outlive the transfer.
///
/// A class and no protocol, since C keeps a pointer to it.
class BodySource {
    /// Why it could not go on.
    final var failure: TransferFailure?

    /// What has no bytes yet: libcurl has been told to leave the body alone until it is ready.
    var awaited: Int32? { nil }

    /// Sets the callbacks, and the length if it is known. Throws an `OptionRefusal`, or a `TransferFailure`.
    func attach(to handle: UnsafeMutableRawPointer) throws {}

    /// `awaited` is ready: libcurl may ask again.
    func goOn(_ handle: UnsafeMutableRawPointer) {}

    /// libcurl's read callback: how many bytes there are now, 0 at the end.
    func read(into buffer: UnsafeMutableRawPointer, _ room: Int) -> Int { 0 }

    /// libcurl's seek callback: the body is to be sent a second time, after a redirect or to log in.
    func seek(to offset: Int, from origin: Int32) -> Int32 { CURL_SEEKFUNC_CANTSEEK }

    final func setCallbacks(of handle: UnsafeMutableRawPointer) {
        curlew_set_read_callback(handle, readBody, seekBody, Unmanaged.passUnretained(self).toOpaque())
    }
}

extension Request {
    /// `nil` if libcurl itself has all it sends. Throws a `TransferFailure`.
    func bodySource() throws -> BodySource? {
        if let upload { return try UploadReader(upload) }
        return body.map(PostReader.init)
    }
}

extension TransferFailure {
    init(unreadable name: String, _ reason: SystemError) {
        self.init(exitStatus: 26, message: "cannot read \(name): \(reason)")
    }
}

private func readBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return curlew_read_abort }
    return Unmanaged<BodySource>.fromOpaque(context).takeUnretainedValue().read(into: bytes, size * count)
}

private func seekBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard let context else { return CURL_SEEKFUNC_FAIL }
    return Unmanaged<BodySource>.fromOpaque(context).takeUnretainedValue().seek(to: Int(offset), from: origin)
}
