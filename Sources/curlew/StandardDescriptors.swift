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
}
