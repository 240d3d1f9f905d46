#if os(Linux)
    internal import CProcess
    internal import Glibc
#endif

/// Lets this process end at once, whatever it holds.
package enum Heir {
    /// Leaves memory and open files to a process of their own, which goes when this one has gone.
    ///
    /// The kernel frees the pages of a nameless file when its last descriptor closes, and the memory of a process when its last
    /// thread ends, and whoever closes or ends waits for it: 90 ms for a GB of a body, a few for the memory of the program. Now
    /// that is the heir. Nothing is copied, as a `fork` would. Only open connections are noticed to end that much later.
    ///
    /// To be called last, right before `_exit`: from here on the first three descriptors lead nowhere, so that neither the
    /// terminal nor a pipe is held open by the heir. Does nothing where that cannot be done (on macOS, in old kernels).
    package static func leaveAll() {
        #if os(Linux)
            let nowhere = open("/dev/null", O_RDWR)
            guard nowhere >= 0 else { return }
            for descriptor in STDIN_FILENO...STDERR_FILENO { dup2(nowhere, descriptor) }
            _ = curlew_make_heir()
        #endif
    }
}
