import CommandLine
import Export
import Plan

extension FuzzTarget {
    /// A command line, its words on a line each.
    static let commandLines = FuzzTarget("command-lines") { input in
        try read(input.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }, [:])
    }

    /// A config file, read in front of a URL.
    static let configs = FuzzTarget("configs") { input in
        try read(["-K", "config", "http://h/"], ["config": input])
    }

    /// A URL with patterns, and the name of a file with places for what they stand for.
    static let globs = FuzzTarget("globs", longestInput: 1024) { input in
        let words = input.split(separator: 0x0A, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
        guard let url = words.first else { return }
        try read(["--url", url] + (words.count > 1 ? ["-o", words[1]] : []), [:])
    }

    /// A clipboard's text.
    static let pastes = FuzzTarget("pastes") { input in
        try read(["--paste"], ["-": input])
        let text = String(decoding: input, as: UTF8.self)
        for mayLackProgram in [false, true] {
            do {
                let paste = try Paste(text, environment: ["A": "b"], mayLackProgram: mayLackProgram)
                try require(!paste.commands.isEmpty, "nothing, and no word of it")
                _ = paste.remarks
            } catch let error as CommandLineError {
                try require(!error.message.isEmpty, "an error without words")
            }
        }
    }
}

/// Reads a command line, and looks at the first exchanges and the last that it asks for.
private func read(_ arguments: [String], _ files: [String: [UInt8]]) throws {
    do {
        let action = try Action(arguments, environment: ["HOME": "/home", "A": "b c"], files: FuzzFiles(contents: files)) { _ in true }
        guard case .view(let plans) = action else { return }
        try require(!plans.isEmpty, "nothing is asked for, and no word of it")
        for plan in Array(plans.prefix(3)) + [plans[plans.endIndex - 1]] {
            let command = CurlCommand(plan)
            try require(command.hasSecrets || command.text(showingSecrets: true) == command.text(showingSecrets: false), "a secret")
        }
    } catch let error as CommandLineError {
        try require(!error.message.isEmpty && error.exitStatus > 0, "an error without words")
    }
}

/// Files that are not there, but for those named.
private struct FuzzFiles: FileReader {
    let contents: [String: [UInt8]]

    func contents(of path: String) throws -> [UInt8] {
        guard let bytes = contents[path] else { throw UnreadableFile(reason: "No such file or directory") }
        return bytes
    }

    func isLasting(_ path: String) throws -> Bool { path != "-" && contents[path] != nil }
    func time(of text: String) -> Int? { Int(text) }
    func demo(named name: String?) throws -> Recording { .text([], name: "none") }
}
