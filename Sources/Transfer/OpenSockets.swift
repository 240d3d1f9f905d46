internal import CCurl
internal import Glibc
internal import System

/// The sockets that are open on a multi handle, to be shut from another thread.
///
/// libcurl reads HTTP/2 for as long as there is anything to read. A server that sends frames without pause that say nothing (PING,
/// PRIORITY, empty DATA) keeps it from ever looking at a time limit, or returning to where a cancel is seen.
///
/// libcurl keeps a pointer to it with each connection: it must outlive the multi handle.
final class OpenSockets: Sendable {
    private let open = Lock<Set<Int32>>([])

    /// `usesSeveralPaths`: Multipath TCP for what is TCP.
    func attach(to handle: UnsafeMutableRawPointer, usesSeveralPaths: Bool) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        if usesSeveralPaths {
            curlew_set_open_callback(handle, openMultipathSocket, context)
        } else {
            curlew_set_open_callback(handle, openSocket, context)
        }
        curlew_set_close_callback(handle, closeSocket, context)
    }

    /// What is read from them now ends; closing them stays libcurl's.
    func shutDown() {
        open.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    fileprivate func make(_ address: curl_sockaddr, transport: Int32) -> Int32 {
        let descriptor = socket(address.family, address.socktype, transport)
        if descriptor >= 0 { _ = open.withLock { $0.insert(descriptor) } }
        return descriptor
    }

    fileprivate func close(_ descriptor: Int32) -> Int32 {
        _ = open.withLock { $0.remove(descriptor) }
        return Glibc.close(descriptor)
    }
}

private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let address = address?.pointee else { return CURL_SOCKET_BAD }
    return Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().make(address, transport: address.protocol)
}

/// Linux's number for Multipath TCP (RFC 8684), which not every C library names.
private let multipathTCP: Int32 = 262

private func openMultipathSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let address = address?.pointee else { return CURL_SOCKET_BAD }
    let isTCP = address.protocol == Int32(IPPROTO_TCP)
    return Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue()
        .make(address, transport: isTCP ? multipathTCP : address.protocol)
}

private func closeSocket(_ context: UnsafeMutableRawPointer?, _ descriptor: curl_socket_t) -> Int32 {
    guard let context else { return Glibc.close(descriptor) }
    return Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().close(descriptor)
}
