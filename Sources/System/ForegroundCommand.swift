#if canImport(Darwin)
    internal import Darwin
#else
    internal import CProcess
    internal import Glibc
#endif

/// A shell command that has the terminal, until it ends.
package enum ForegroundCommand {
    /// `argument` is its `$1`. Returns its exit status, 128 and the signal's number if a signal ended it. Meanwhile what is typed to
    /// interrupt or stop is for the command alone.
    package static func run(_ command: String, _ argument: String) throws(SystemError) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // Standard input may be what the body is sent from.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/tty", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        #if canImport(Darwin)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        #endif
        var all = sigset_t(), none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), strdup("sh"), strdup(argument), nil]
        defer { for argument in arguments { free(argument) } }
        let typed = [SIGINT, SIGQUIT, SIGTSTP]
        var before = typed.map { _ in sigaction() }
        for (index, number) in typed.enumerated() {
            sigaction(number, nil, &before[index])
            signal(number, SIG_IGN)
        }
        defer { for (index, number) in typed.enumerated() { sigaction(number, &before[index], nil) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &arguments, environ)
        guard code == 0 else { throw SystemError(code: code) }
        return ChildProcess.wait(for: identifier)
    }
}
