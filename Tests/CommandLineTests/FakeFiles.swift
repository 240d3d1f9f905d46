import Export
import Plan

@testable import CommandLine

/// Files that exist only in a test; `-` is standard input.
struct FakeFiles: FileReader {
    var texts: [String: String] = [:]

    func contents(of path: String) throws -> [UInt8] {
        guard let text = texts[path] else { throw UnreadableFile(reason: "No such file or directory") }
        return Array(text.utf8)
    }

    func isLasting(_ path: String) throws -> Bool {
        _ = try contents(of: path)
        return path != "-"
    }

    /// A number is a date here.
    func time(of text: String) -> Int? {
        Int(text)
    }

    func demo(named name: String?) throws -> Recording {
        .text(Array("{}".utf8), name: name ?? "first")
    }
}

/// What a command line, split at blanks, means.
func plan(_ line: String, files: [String: String] = [:]) throws -> Plan {
    try plan(line.split(separator: " ").map(String.init), files: files)
}

func plan(_ arguments: [String], files: [String: String] = [:]) throws -> Plan {
    let all = try plans(arguments, files: files)
    guard let first = all.first, all.count == 1 else { throw CommandLineError("\(all.count) exchanges") }
    return first
}

/// With a libcurl that can do everything.
func plans(_ arguments: [String], files: [String: String] = [:]) throws -> Plans {
    guard case .view(let all) = try Action(arguments, environment: [:], files: FakeFiles(texts: files), can: { _ in true }) else {
        throw CommandLineError("not a view")
    }
    return all
}

/// With one that can do nothing that not all can.
func failure(_ arguments: [String], files: [String: String] = [:]) -> CommandLineError? {
    do {
        _ = try Action(arguments, environment: [:], files: FakeFiles(texts: files))
        return nil
    } catch {
        return error as? CommandLineError
    }
}

/// The command that sends a request.
func curlCommand(_ request: Request, showingSecrets: Bool) -> String {
    CurlCommand(Plan(request: request)).text(showingSecrets: showingSecrets)
}
