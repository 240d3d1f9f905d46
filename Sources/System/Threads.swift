#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Runs `body` on a thread of its own. Throws if the system refuses one.
///
/// Foundation's `Thread` and libdispatch say nothing of a thread that is refused: the one's body never runs, and the other
/// waits for ever.
package func beginThread(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let work = Unmanaged.passRetained(ThreadWork(body))
    #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, runThread, work.toOpaque())
        let begun = thread
    #else
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { context in context.flatMap(runThread) }, work.toOpaque())
        let begun: pthread_t? = thread
    #endif
    guard code == 0 else {
        work.release()
        throw SystemError(code: code)
    }
    if let begun { pthread_detach(begun) }
}

private func runThread(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().body()
    return nil
}

private final class ThreadWork: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
