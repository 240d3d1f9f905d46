internal import CommandLine
internal import Glibc

/// The arguments as the kernel shows them to everybody, in `ps` and in `/proc/PID/cmdline`.
enum ProcessArguments {
    /// Overwrites secrets with blanks, as curl does. To be called before there is a second thread.
    static func blank(_ secrets: [SecretArgument]) {
        let arguments = Swift.CommandLine.unsafeArgv
        for secret in secrets where secret.index + 1 < Swift.CommandLine.argc {
            guard let text = arguments[secret.index + 1] else { continue }
            let length = strlen(text)
            let count = min(secret.count, length)
            memset(text + (length - count), 0x20, count)
        }
    }
}
