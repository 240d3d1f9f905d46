internal import Glibc

/// What a program said and how it ended.
package struct CommandResult: Sendable {
    /// The exit status; 128 + n where signal n ended it.
    package var status: Int32
    package var output: [UInt8]
    package var errors: [UInt8]
}

/// Runs a program to its end, without a shell. `environment` comes on top of this process's.
package func run(_ arguments: [String], environment: [String: String] = [:]) -> CommandResult {
    let output = namelessFile()
    let errors = namelessFile()
    defer {
        close(output)
        close(errors)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // Tests run on Dispatch threads, which block every signal; no program expects to be born so.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables = currentEnvironment()
    for (name, value) in environment { variables[name] = value }
    var process = pid_t()
    let code = withStrings(arguments) { arguments in
        withStrings(variables.map { "\($0)=\($1)" }) { variables in
            posix_spawnp(&process, arguments[0]!, &actions, &attributes, arguments, variables)
        }
    }
    guard code == 0 else { return CommandResult(status: 127, output: [], errors: Array(String(cString: strerror(code)).utf8)) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return CommandResult(
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: contents(of: output),
        errors: contents(of: errors))
}

/// Starts a program with nothing on its standard input, and this process's output and errors thrown away.
func spawn(_ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var process = pid_t()
    let code = withStrings(arguments) { posix_spawnp(&process, $0[0]!, &actions, nil, $0, environ) }
    guard code == 0 else { throw Nginx.StartFailure(message: String(cString: strerror(code))) }
    return process
}

/// A file and not a pipe: the program never waits for a reader.
private func namelessFile() -> Int32 {
    var template = Array("/tmp/curlew-test.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return descriptor
}

private func contents(of descriptor: Int32) -> [UInt8] {
    let length = Int(lseek(descriptor, 0, SEEK_END))
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
        filled = max(0, pread(descriptor, buffer.baseAddress, length, 0))
    }
}

private func currentEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
        let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
        entry += 1
    }
    return variables
}

private func withStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
