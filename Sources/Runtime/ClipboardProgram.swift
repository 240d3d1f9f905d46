internal import Glibc
internal import System

/// A program that puts what it reads on the clipboard of the desktop that the terminal is on.
struct ClipboardProgram: Sendable {
    private let name: String
    private let command: String

    /// Bytes; what takes more is saved in a file.
    static let most = 16 << 20

    /// Each with the variable without which it has no clipboard.
    private static let all: [(name: String, needed: String?, arguments: String)] = [
        ("wl-copy", "WAYLAND_DISPLAY", ""), ("xclip", "DISPLAY", " -selection clipboard -in"), ("pbcopy", nil, ""),
    ]

    /// nil if there is none, if whoever looks at the terminal sits at another machine, or if no program may be run.
    init?(environment: [String: String]) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        if isSet("SSH_CONNECTION") || isSet("LESSSECURE") { return nil }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let found = Self.all.first { program in
            (program.needed.map(isSet) ?? true) && folders.contains { access("\($0)/\(program.name)", X_OK) == 0 }
        }
        guard let found, let folder = folders.first(where: { access("\($0)/\(found.name)", X_OK) == 0 }) else { return nil }
        name = found.name
        command = "'\(folder.replacing("'", with: "'\\''"))/'" + found.name + found.arguments
    }

    /// Says in the end why the text is not on the clipboard, if it is not.
    func copy(_ text: String, ended: @escaping @Sendable (_ failure: String?) -> Void) {
        onOwnThread { [name, command] in
            do {
                // What serves the clipboard from now on keeps nothing of ours open.
                let process = try ChildProcess(shell: "/bin/sh", command: command + " >/dev/null 2>&1")
                process.output.close()
                process.errors.close()
                try? process.input.writeAll(Array(text.utf8))
                process.input.close()
                let status = process.wait()
                ended(status == 0 ? nil : "not copied: \(name) ended with status \(status)")
            } catch {
                ended("not copied: \(error)")
            }
        }
    }
}
