#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Why a system call failed: what it left in `errno`.
package struct SystemError: Error, Hashable, CustomStringConvertible {
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// The reason that the last system call of this thread left. To be asked at once, before anything else is called.
    package static var last: SystemError { SystemError(code: errno) }

    /// In the C library's words, as all programs say it: `No such file or directory`.
    package var description: String { String(cString: strerror(code)) }
}
