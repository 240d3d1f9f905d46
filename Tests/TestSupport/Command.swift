internal import CProcess
internal import Glibc

/// What a program said and how it ended.
package struct CommandResult: Sendable {
    /// The exit status; 128 + n if signal n ended it.
    package var status: Int32
    package var output: [UInt8]
    package var errors: [UInt8]
}

/// Runs a program to its end, without a shell. `environment` comes on top of this process's.
@discardableResult
package func run(_ arguments: [String], environment: [String: String] = [:]) -> CommandResult {
    let output = namelessFile()
    let errors = namelessFile()
    defer {
        close(output)
        close(errors)
    }
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(input) }
    let process: pid_t
    do {
        process = try start(arguments, environment: environment, input: input, output: output, errors: errors)
    } catch {
        return CommandResult(status: 127, output: [], errors: Array("\(error)".utf8))
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return CommandResult(
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: contents(of: output),
        errors: contents(of: errors))
}

/// Starts a program that ends when its standard input does, and throws its output away. Gives the descriptor
/// that keeps it alive: closed by the system at the latest, however this process ends.
func spawnWithLifeline(_ arguments: [String]) throws -> Int32 {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    _ = try start(arguments, input: ends[0], output: null, errors: null)
    return ends[1]
}

struct StartFailure: Error {
    var message: String
}

/// The program gets three descriptors and no other, and no blocked signal: Swift's threads block most of them, and a
/// shell that inherits that never hears that its child has ended.
private func start(
    _ arguments: [String], environment: [String: String] = [:], input: Int32, output: Int32, errors: Int32
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables = currentEnvironment()
    for (name, value) in environment { variables[name] = value }
    var process = pid_t()
    let code = withStrings(arguments) { arguments in
        withStrings(variables.map { "\($0)=\($1)" }) { variables in
            posix_spawnp(&process, arguments[0]!, &actions, &attributes, arguments, variables)
        }
    }
    guard code == 0 else { throw StartFailure(message: String(cString: strerror(code))) }
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
    guard length > 0 else { return [] }
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
