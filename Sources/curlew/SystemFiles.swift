internal import CommandLine
internal import Glibc
internal import Plan
internal import Resources
internal import System
internal import Transfer

/// Files and standard input, for the options that name them (`-d @file`, `-d @-`).
struct SystemFiles: FileReader {
    func contents(of path: String) throws -> [UInt8] {
        guard let bytes = try all(of: path) else { throw UnreadableFile(reason: "more than 1 GB, which is too much to hold in memory") }
        return bytes
    }

    /// Of no file, and of no pipe, which may have no end, more is held.
    private static let mostHeld = 1_000_000_000

    private func all(of path: String) throws -> [UInt8]? {
        do {
            if path == "-" { return try Descriptor.standardInput.readAll(atMost: SystemFiles.mostHeld) }
            let file = try Descriptor.open(path, O_RDONLY)
            defer { file.close() }
            return try file.readAll(atMost: SystemFiles.mostHeld)
        } catch {
            throw UnreadableFile(reason: "\(error)")
        }
    }

    func isLasting(_ path: String) throws -> Bool {
        if path == "-" { return false }
        do {
            let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            var status = stat()
            return fstat(file.number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        } catch {
            throw UnreadableFile(reason: "\(error)")
        }
    }

    func demo(named name: String?) throws -> Recording {
        guard let demo = DemoRecording(rawValue: name ?? DemoRecording.allCases[0].rawValue) else {
            let list = DemoRecording.allCases.map { "  \($0.rawValue): \($0.title)" }.joined(separator: "\n")
            throw CommandLineError("there is no demo named \(name ?? ""); these are:\n\(list)")
        }
        return .text(demo.data, name: demo.rawValue)
    }

    func time(of text: String) -> Int? {
        if let time = curlDate(text) { return time }
        var status = stat()
        return stat(text, &status) == 0 ? status.st_mtim.tv_sec : nil
    }
}
