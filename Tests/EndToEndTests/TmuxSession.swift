import Glibc
import TestSupport

/// A shell in a tmux of its own, in which the program runs as a person would run it.
final class TmuxSession {
    struct WaitedInVain: Error, CustomStringConvertible {
        let description: String
    }

    private let socket: String
    private let directory: String
    private static let environment = ["LC_ALL": "C.UTF-8", "TMUX": ""]

    /// `variables` are those of the shell, on top of the test's.
    init(rows: Int = 12, columns: Int = 80, variables: [String: String] = [:]) throws {
        directory = try temporaryDirectory()
        socket = "\(directory)/tmux"
        let extra = variables.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        try tmux(
            ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", directory, "-e", "NO_COLOR="] + extra
                + [
                    "exec \(EndToEnd.undisturbed(variables.map { "'\($0.key)=\($0.value)'" } + ["PS1='ready$ '", "bash", "--norc", "--noprofile", "-i"]).joined(separator: " "))"
                ])
        try tmux(["set-option", "-g", "default-terminal", "tmux-256color"])
        // What the program puts on the clipboard of its terminal is there to be looked at.
        try tmux(["set-option", "-s", "set-clipboard", "on"])
        try wait(for: "ready")
    }

    deinit {
        _ = try? tmux(["kill-server"])
        _ = run(["rm", "-rf", directory])
    }

    /// A path in the session's own directory, which the shell is in.
    func path(_ name: String) -> String {
        "\(directory)/\(name)"
    }

    /// Types a line into the shell.
    func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Starts the program with `arguments`, quoted for the shell already.
    func view(_ arguments: String) throws {
        try enter("\(EndToEnd.program) \(arguments)")
    }

    /// Presses keys by tmux's names for them (`Enter`, `C-c`, `PgDn`, `g`).
    func press(_ keys: String...) throws {
        try press(keys)
    }

    func press(_ keys: [String]) throws {
        try tmux(["send-keys"] + keys)
    }

    /// Types text as it is.
    func type(_ text: String) throws {
        try tmux(["send-keys", "-l", "--", text])
    }

    /// What was copied last.
    func clipboard() throws -> String {
        try tmux(["show-buffer"])
    }

    /// Where the terminal's cursor stands, zero-based; nil while it is hidden.
    func cursor() throws -> (row: Int, column: Int)? {
        let words = try tmux(["display-message", "-p", "#{cursor_flag} #{cursor_y} #{cursor_x}"]).split { $0 == " " || $0 == "\n" }
        let numbers = words.compactMap { Int($0) }
        return numbers.count == 3 && numbers[0] == 1 ? (numbers[1], numbers[2]) : nil
    }

    func resize(rows: Int, columns: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The rows of the screen, without the blanks at their ends. `styled`: with the sequences for attributes and colours.
    func rows(styled: Bool = false) throws -> [String] {
        let picture = try tmux(["capture-pane", "-p"] + (styled ? ["-e"] : []))
        return picture.split(separator: "\n", omittingEmptySubsequences: false).map { row in
            String(row[..<(row.lastIndex { $0 != " " }.map(row.index(after:)) ?? row.startIndex)])
        }
    }

    /// Waits until the screen satisfies `condition`, and returns its rows.
    @discardableResult
    func wait(_ expectation: String, until condition: ([String]) -> Bool) throws -> [String] {
        let start = ContinuousClock().now
        while true {
            let rows = try rows()
            if condition(rows) { return rows }
            guard ContinuousClock().now - start < .seconds(10) else {
                throw WaitedInVain(description: "no \(expectation) on the screen:\n" + rows.joined(separator: "\n"))
            }
            poll(nil, 0, 10)
        }
    }

    /// Waits until each of the texts stands somewhere on the screen.
    @discardableResult
    func wait(for texts: String...) throws -> [String] {
        try wait("\(texts)") { rows in texts.allSatisfy { text in rows.contains { $0.contains(text) } } }
    }

    /// Waits until the shell has the terminal again, the program having ended or stopped.
    @discardableResult
    func waitForShell() throws -> [String] {
        try wait("prompt of the shell") { $0.last { !$0.isEmpty } == "ready$" }
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let result = run(["tmux", "-u", "-S", socket, "-f", "/dev/null"] + arguments, environment: Self.environment)
        guard result.status == 0 else {
            throw WaitedInVain(description: "tmux \(arguments): \(String(decoding: result.errors, as: UTF8.self))")
        }
        return String(decoding: result.output, as: UTF8.self)
    }
}

private func temporaryDirectory() throws -> String {
    var template = Array("/tmp/curlew-e2e.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TmuxSession.WaitedInVain(description: "no temporary directory") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
