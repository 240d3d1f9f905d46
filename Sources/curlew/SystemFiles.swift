internal import CommandLine
internal import Glibc
internal import Transfer

/// Files and standard input, for the options that name them (`-d @file`, `-d @-`).
struct SystemFiles: FileReader {
    func contents(of path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(reason: String(cString: strerror(errno))) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw UnreadableFile(reason: String(cString: strerror(errno)))
            }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    func time(of text: String) -> Int? {
        if let time = curlDate(text) { return time }
        var status = stat()
        return stat(text, &status) == 0 ? status.st_mtim.tv_sec : nil
    }
}

enum Environment {
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }
}
