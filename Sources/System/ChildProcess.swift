#if canImport(Darwin)
    internal import Darwin
#else
    internal import CProcess
    internal import Glibc
#endif

/// A command that a shell runs in a process group of its own, with pipes for its three streams.
///
/// The value owns the three descriptors: whoever made it closes them, and calls `wait` exactly once.
package struct ChildProcess: Sendable {
    /// What is written there the command reads.
    package let input: Descriptor
    package let output: Descriptor
    package let errors: Descriptor
    private let identifier: pid_t

    /// Runs `command` by `shell -c`. Signals mean to it what they mean to a program that was just begun.
    /// Throws if the shell cannot be run.
    package init(shell: String, command: String) throws(SystemError) {
        let (input, output, errors) = (try Pipe(), try Pipe(), try Pipe())
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
            for end in [input.reader, output.writer, errors.writer] { end.close() }
        }
        for (end, number) in [(input.reader, 0), (output.writer, 1), (errors.writer, 2)] as [(Descriptor, Int32)] {
            posix_spawn_file_actions_adddup2(&actions, end.number, number)
        }
        var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        // Sockets of libcurl's are not closed by exec of themselves: a command that held one would keep a server waiting.
        // All that are open when the child is made: another thread may open one at any time before that.
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
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(shell), strdup("-c"), strdup(command), nil]
        defer { for argument in arguments { free(argument) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, shell, &actions, &attributes, &arguments, environ)
        (self.input, self.output, self.errors, self.identifier) = (input.writer, output.reader, errors.reader, identifier)
        guard code == 0 else {
            for end in [self.input, self.output, self.errors] { end.close() }
            throw SystemError(code: code)
        }
    }

    /// Ends the command and what it has begun, as `^C` at a terminal would, or so that nothing can keep it.
    package func end(atOnce: Bool = false) {
        kill(-identifier, atOnce ? SIGKILL : SIGTERM)
    }

    /// Waits for the command's end. Its exit status as a shell gives it: 128 and the signal's number if a signal ended it.
    package func wait() -> Int32 { Self.wait(for: identifier) }

    /// As `wait()`, for a child that was begun otherwise.
    static func wait(for identifier: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// A pipe whose ends are not for children.
private struct Pipe {
    let reader: Descriptor
    let writer: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reader, writer) = (Descriptor(ends[0]), Descriptor(ends[1]))
    }
}
