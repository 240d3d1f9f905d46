internal import App
internal import Glibc
internal import System

extension PathCompletion {
    /// No folder is read further than that.
    private static let mostEntries = 100_000

    /// The files and folders whose path begins with `text`, hidden ones only if it says so. Takes as long as the disk does.
    init(ofFilesAt text: String) {
        let start = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let folder = text[..<start], beginning = text[start...]
        let path = homeExpanded(folder.isEmpty ? "." : String(folder))
        self.init(text, paths: [])
        guard let directory = opendir(path) else { return }
        defer { closedir(directory) }
        for _ in 0..<PathCompletion.mostEntries {
            guard let entry = readdir(directory) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != "..", name.hasPrefix(beginning), beginning.hasPrefix(".") || !name.hasPrefix(".") else { continue }
            var status = stat()
            let isFolder = stat("\(path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            paths.append(folder + name + (isFolder ? "/" : ""))
        }
        paths.sort()
    }
}

/// `~` is the home directory, as in a shell.
func homeExpanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME") else { return path }
    return home + path.dropFirst()
}
