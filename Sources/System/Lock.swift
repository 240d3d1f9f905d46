#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A value that one thread at a time gets to see.
///
/// Over the C library's mutex and not `Synchronization.Mutex`, whose futex ThreadSanitizer knows nothing of: it would
/// report every access under it. Not recursive.
package final class Lock<State>: @unchecked Sendable {
    @usableFromInline let mutex = MutexHandle()
    @usableFromInline var state: State

    package init(_ state: sending State) {
        self.state = state
    }

    @inlinable package func withLock<Result, Failure: Error>(
        _ body: (inout sending State) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        mutex.lock()
        defer { mutex.unlock() }
        return try body(&state)
    }
}

/// Where the mutex is: in memory that does not move.
@usableFromInline final class MutexHandle: @unchecked Sendable {
    private let pointer = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init() {
        let code = pthread_mutex_init(pointer, nil)
        precondition(code == 0, "no mutex: \(SystemError(code: code))")
    }

    deinit {
        pthread_mutex_destroy(pointer)
        pointer.deallocate()
    }

    @usableFromInline func lock() {
        pthread_mutex_lock(pointer)
    }

    @usableFromInline func unlock() {
        pthread_mutex_unlock(pointer)
    }
}
