internal import Glibc

/// What the process is given of descriptors.
///
/// If one of the first three is closed, the next file or socket that is opened gets its number, and the
/// body would be written into the connection that it comes from.
enum StandardDescriptors {
    /// Fills the gaps with what cannot be used either: standard input cannot be read and the others not written, with
    /// the same error as on a closed one. To be called before anything is opened.
    static func fillGaps() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Each exchange that is looked at holds the file of its body: a thousand need more than the 1,024 that are usual.
    static func raiseLimit() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < enough else { return }
        limit.rlim_cur = min(limit.rlim_max, enough)
        setrlimit(resource, &limit)
    }

    private static let enough: rlim_t = 8192
}
