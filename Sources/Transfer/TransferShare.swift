internal import CCurl
internal import Glibc
internal import Plan
internal import System

/// What the transfers of one command line have in common: open connections, the cookies, and which hosts want TLS.
///
/// As in curl, each transfer takes part in the latter two only if its own options ask for it. From any thread.
package final class TransferShare: Sendable {
    private let share = Lock<Handle?>(nil)
    private let locks = Locks()
    /// Connections that are open and not in use.
    let connections: ConnectionPool
    let lookUps = LookUpTurns()

    private struct Handle: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    /// `mostPerHost`: at most so many transfers talk to one server at a time; `nil` is no limit.
    package init(mostPerHost: Int? = nil) {
        connections = ConnectionPool(mostPerHost: mostPerHost)
    }

    deinit {
        if let handle = share.withLock({ $0 }) { curl_share_cleanup(handle.pointer) }
    }

    /// Makes `easy` take part; this object must outlive it.
    func join(_ easy: UnsafeMutableRawPointer) {
        if let pointer = handle() { curlew_setopt_pointer(easy, CURLOPT_SHARE, pointer) }
    }

    /// `-c`: writes all cookies there are to `path`, in Netscape's format; `-` is standard output.
    /// Like curl, says nothing if that is not possible.
    package func writeCookies(to path: String) {
        CurlLibrary.start()
        guard let easy = curl_easy_init() else { return }
        join(easy)
        curlew_setopt_string(easy, CURLOPT_COOKIEJAR, path)
        // Writes the jar.
        curl_easy_cleanup(easy)
        // libcurl prints through C's own buffer, which this program does not use and so does not flush at its end.
        if path == "-" { fflush(nil) }
    }

    /// Made when the first transfer wants it: most command lines never do.
    private func handle() -> UnsafeMutableRawPointer? {
        share.withLock { handle in
            if handle == nil, let pointer = curl_share_init() {
                curlew_share_locks(pointer, lockShared, unlockShared, locks.pointer)
                curlew_share_data(pointer, CURL_LOCK_DATA_COOKIE)
                curlew_share_data(pointer, CURL_LOCK_DATA_PSL)
                curlew_share_data(pointer, CURL_LOCK_DATA_HSTS)
                handle = Handle(pointer: pointer)
            }
            return handle?.pointer
        }
    }
}

/// One lock for each kind of thing shared. libcurl locks and unlocks in two calls, which `Lock` does not offer.
private final class Locks: @unchecked Sendable {
    private static let count = Int(CURL_LOCK_DATA_LAST.rawValue)
    private let mutexes = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: Locks.count)

    init() {
        for index in 0..<Locks.count { pthread_mutex_init(mutexes + index, nil) }
    }

    deinit {
        for index in 0..<Locks.count { pthread_mutex_destroy(mutexes + index) }
        mutexes.deallocate()
    }

    var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(mutexes) }
}

private func mutex(_ data: curl_lock_data, _ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<pthread_mutex_t>? {
    context.map { $0.assumingMemoryBound(to: pthread_mutex_t.self) + Int(data.rawValue) }
}

private func lockShared(
    _ handle: UnsafeMutableRawPointer?, _ data: curl_lock_data, _ access: curl_lock_access, _ context: UnsafeMutableRawPointer?
) {
    if let mutex = mutex(data, context) { pthread_mutex_lock(mutex) }
}

private func unlockShared(_ handle: UnsafeMutableRawPointer?, _ data: curl_lock_data, _ context: UnsafeMutableRawPointer?) {
    if let mutex = mutex(data, context) { pthread_mutex_unlock(mutex) }
}
