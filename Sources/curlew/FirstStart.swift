internal import Glibc
internal import System

/// Whether the viewer was ever started before, as a file in `$XDG_STATE_HOME/curlew` tells.
enum FirstStart {
    /// True once and never again; also false where nothing can be kept.
    static func note() -> Bool {
        guard let folder else { return false }
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
        guard let file = try? Descriptor.open(folder + "/started", O_WRONLY | O_CREAT | O_EXCL, mode: 0o600) else { return false }
        file.close()
        return true
    }

    private static var folder: String? {
        if let state = Environment.value("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/curlew" }
        return Environment.value("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/curlew" : nil }
    }
}
