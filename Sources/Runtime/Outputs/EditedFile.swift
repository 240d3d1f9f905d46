internal import App
internal import Glibc
internal import System

/// A file that the user's editor shows: of this user alone, not to be written to, and gone when the editor ends.
enum EditedFile {
    /// Returns why it was not shown. `leave` gives the terminal to the editor.
    static func show(_ content: SavedFile.Content, line: Int, leaving leave: () -> Void) -> String? {
        let temporary = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(temporary)/curlew.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return "cannot make a file for the editor: \(SystemError(code: errno))" }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = folder + "/body"
        defer {
            unlink(path)
            rmdir(folder)
        }
        if case .failed(let message) = SavedFile.write(content, to: path, .asking) { return message }
        chmod(path, 0o400)
        leave()
        do {
            let status = try ForegroundCommand.run("exec ${VISUAL:-${EDITOR:-vi}} +\(line) \"$1\"", path)
            return status == 0 ? nil : "the editor ended with status \(status)"
        } catch {
            return "cannot run the shell: \(error)"
        }
    }
}
