import Glibc
import TestSupport

/// The program on a terminal whose every byte the test sees.
final class RawViewer {
    struct NotStarted: Error {}

    let terminal: PseudoTerminal
    /// The terminal's modes before the program had it.
    let modesBefore: String
    let process: pid_t
    private var isRunning = true

    /// Starts the program as the leader of a session on a terminal of its own. `type`: the value of `TERM`, nil for none.
    /// `controls`: the terminal is the session's, as with a shell; without, it is only what the streams go to (`docker exec -t`).
    /// `wrapper`: a command that becomes the program, which is its last arguments.
    init(
        _ arguments: [String], rows: Int = 50, columns: Int = 150, type: String? = "xterm-256color", controls: Bool = true,
        wrapper: [String] = [], environment: [String] = []
    ) throws {
        terminal = try PseudoTerminal(rows: rows, columns: columns)
        modesBefore = terminal.modes
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session's leader opens is the session's.
        let mode = controls ? O_RDWR : O_RDWR | O_NOCTTY
        for descriptor: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, descriptor, terminal.device, mode, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | 0x80 /* POSIX_SPAWN_SETSID */)
        let command = wrapper + [EndToEnd.program] + arguments
        let strings = Self.copies(command)
        let variables = Self.copies(["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"] + environment + (type.map { ["TERM=\($0)"] } ?? []))
        defer { (strings + variables).forEach { free($0) } }
        var process = pid_t()
        guard posix_spawnp(&process, command[0], &actions, &attributes, strings, variables) == 0 else { throw NotStarted() }
        self.process = process
    }

    deinit {
        guard isRunning else { return }
        kill(process, SIGKILL)
        waitForEnd()
    }

    /// Waits until the program has ended; its exit status, 128 + n if signal n ended it. Ends one that does not by itself.
    @discardableResult
    func waitForEnd(within limit: Duration = .seconds(10)) -> Int32 {
        let start = ContinuousClock().now
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if ContinuousClock().now - start > limit { kill(process, SIGKILL) }
            poll(nil, 0, 2)
        }
        isRunning = false
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// All that is written up to the program's end, which is hurried on by `keys` in turn whenever it says nothing more. Ends one
    /// that does not by itself.
    func outputUntilEnd(typing keys: [String]) -> String {
        let start = ContinuousClock().now
        var bytes: [UInt8] = [], silences = 0
        while isRunning {
            let piece = terminal.available(within: 100)
            bytes += piece
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) != 0 {
                isRunning = false
            } else if piece.isEmpty, !bytes.isEmpty || silences > 20 {
                terminal.type(keys[silences % keys.count])
            }
            if piece.isEmpty { silences += 1 }
            if ContinuousClock().now - start > .seconds(20) { kill(process, SIGKILL) }
        }
        while case let piece = terminal.available(within: 0), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// For C: each copied, and a null after the last.
    private static func copies(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
        strings.map { strdup($0) } + [nil]
    }

    func send(signal: Int32) {
        kill(process, signal)
    }
}
