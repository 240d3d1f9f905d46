/// Curl commands as they were pasted, taken apart: from a browser, a page, a chat, a terminal.
package struct Paste: Sendable, Equatable {
    /// At least one, in order.
    package var commands: [PastedCommand]
    /// Whose quoting was undone.
    package var dialect: PasteDialect
    /// Variables that have no value here, in order, each once; nothing stands in their place. Ask for them, and read the
    /// text again with what was answered.
    package var missing: [MissingVariable]
    /// What was read in another way than it stands there, or is easily overlooked; for a person, one line each.
    package var notes: [String]

    /// Reads `text` as the shell would that it was written for, as far as that runs nothing. `environment` has the values of
    /// variables. `mayLackProgram`: if no `curl` stands in front, these are its arguments, and what only a shell
    /// gives a meaning to stands for itself (`&` in a URL).
    ///
    /// Throws `CommandLineError` with the place marked.
    package init(_ text: String, environment: [String: String], mayLackProgram: Bool = false) throws {
        var cleaning = PasteCleaning(text)
        let bytes = try cleaning.cleaned()
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { throw CommandLineError("nothing was pasted") }
        notes = cleaning.notes
        var variables = PasteVariables(environment)
        if mayLackProgram, !Self.namesProgram(bytes) {
            dialect = .posix
            commands = [PastedCommand(arguments: try Self.bareArguments(bytes, &variables).map(\.string), leftOut: [])]
        } else {
            dialect = PasteDialect(of: bytes, prompt: cleaning.prompt)
            let split =
                switch dialect {
                case .posix: try PosixWords(bytes).split(&variables)
                case .commandPrompt: try CommandPromptWords(bytes).split(&variables)
                case .powerShell: try PowerShellWords(bytes).split(&variables)
                }
            commands = try Self.curlCommands(split, in: bytes)
        }
        missing = variables.missing
    }

    /// All that should be said of how it was read, one line each: whose quoting it is if it is not the usual one, what was left out.
    package var remarks: [String] {
        let dialects = dialect == .posix ? [] : ["read as for \(dialect.name)"]
        return dialects + notes + commands.flatMap(\.leftOut).map { "left out: \($0)" }
    }

    /// The shell command that the output of the first was to be piped into; `nil` if there is none.
    package var filter: String? {
        commands.first?.leftOut.first { $0.hasPrefix("|") && !$0.hasPrefix("||") && !$0.hasPrefix("|&") }
            .map { String($0.dropFirst().drop { $0 == " " }) }
    }

    /// Only those that are curl's; what else is run before or after is left out.
    private static func curlCommands(_ split: [SplitCommand], in bytes: [UInt8]) throws -> [PastedCommand] {
        var commands: [PastedCommand] = []
        var leftOut: [String] = []
        for command in split {
            let prefix = command.words.prefix { wrappers.contains($0.string) || $0.isAssignment }
            let words = command.words.dropFirst(prefix.count)
            guard let program = words.first, isCurl(program.text) else {
                let place = words.first?.start ?? command.words.first?.start ?? 0
                // Text in a URL that nobody has quoted, more often than another command.
                if command.followsAmpersand, !commands.isEmpty {
                    throw pasteError("a shell ends the command at the & before this: put the URL in quotes", at: place, in: bytes)
                }
                let text = command.text(in: bytes)
                if commands.isEmpty { leftOut.append(text) } else { commands[commands.count - 1].leftOut.append("; \(text)") }
                continue
            }
            commands.append(
                PastedCommand(
                    arguments: words.dropFirst().map(\.string), leftOut: leftOut + prefix.map(\.string) + command.leftOut))
            leftOut = []
        }
        if commands.isEmpty {
            throw pasteError("a curl command is expected", at: split.first?.words.first?.start ?? 0, in: bytes)
        }
        return commands
    }

    /// Programs that run another one and change nothing of what it asks a server.
    private static let wrappers: Set<String> = ["sudo", "time", "command", "exec", "nohup"]

    static func namesProgram(_ bytes: [UInt8]) -> Bool {
        let words = bytes.split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return words.first { word in
            let word = PastedWord(text: Array(word), start: 0)
            return !word.isAssignment && !wrappers.contains(word.string) && word.string != "&"
        }.map { isCurl($0.filter { $0 != 0x22 && $0 != 0x27 }) } ?? false
    }

    private static func bareArguments(_ bytes: [UInt8], _ variables: inout PasteVariables) throws -> [PastedWord] {
        do {
            return try PosixWords(bytes, isBare: true).split(&variables).flatMap(\.words)
        } catch {
            // One word may hold quotes that are its own.
            let words = bytes.split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard words.count == 1, let word = words.first else { throw error }
            return [PastedWord(text: Array(word), start: word.startIndex)]
        }
    }
}

extension CommandLineError {
    /// A command that is read from a file or a pipe has nobody to ask for what it lacks.
    init(unset missing: [MissingVariable]) {
        let names = missing.map { "$\($0.name)" }.joined(separator: ", ")
        self.init(
            "\(names) \(missing.count == 1 ? "is" : "are") not set in the environment, and what was pasted needs \(missing.count == 1 ? "it" : "them")"
        )
    }
}

/// One command of a paste.
package struct PastedCommand: Sendable, Equatable {
    /// The words after `curl`, without their quoting.
    package var arguments: [String]
    /// What a shell would do around it and is not done, as it stands there: `| jq .`, `> file`, `&& echo done`.
    package var leftOut: [String]
}

/// Whose quoting it is.
package enum PasteDialect: Sendable, Hashable, CaseIterable {
    case posix, commandPrompt, powerShell

    /// For a person, after "read as for".
    package var name: String {
        switch self {
        case .posix: "a POSIX shell"
        case .commandPrompt: "the Windows command prompt"
        case .powerShell: "PowerShell"
        }
    }
}

/// One word of a command and where it began in what was pasted.
struct PastedWord: Equatable {
    var text: [UInt8]
    var start: Int

    var string: String { String(decoding: text, as: UTF8.self) }

    /// `NAME=value`.
    var isAssignment: Bool {
        guard let sign = text.firstIndex(of: UInt8(ascii: "=")), sign > 0 else { return false }
        return ShellName.isName(text[..<sign])
    }
}

/// What a dialect makes of one command.
struct SplitCommand: Equatable {
    var words: [PastedWord]
    var leftOut: [String] = []
    /// Where it ends in what was pasted.
    var end: Int
    /// An unquoted `&` stands before it.
    var followsAmpersand = false

    func text(in bytes: [UInt8]) -> String {
        let start = words.first?.start ?? end
        return oneLine(bytes[start..<max(start, end)])
    }
}

/// Names of variables (POSIX XBD 3.235).
enum ShellName {
    static func isStart(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte & 0xDF) && byte > 0x40 || byte == UInt8(ascii: "_")
    }

    static func isPart(_ byte: UInt8) -> Bool {
        isStart(byte) || (0x30...0x39).contains(byte)
    }

    static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first.map(isStart) ?? false && bytes.allSatisfy(isPart)
    }
}

/// `curl`, `/usr/bin/curl`, `curl.exe`, `curlew`.
func isCurl(_ program: some Collection<UInt8>) -> Bool {
    let name = program.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).last.map { Array($0) } ?? []
    return ["curl", "curlew", "curl.exe"].contains(String(decoding: name, as: UTF8.self).lowercased())
}

/// A piece of what was pasted, its line ends and indents as one blank each.
func oneLine(_ bytes: ArraySlice<UInt8>) -> String {
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isNewline || $0 == " " || $0 == "\t" }
    return words.filter { !["\\", "^", "`"].contains($0) }.joined(separator: " ")
}

/// The line that `position` is in, under it a mark.
func pasteError(_ problem: String, at position: Int, in bytes: [UInt8]) -> CommandLineError {
    let position = min(position, bytes.count)
    let start = bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? bytes.endIndex
    let line = String(decoding: bytes[start..<end], as: UTF8.self)
    let number = bytes[..<start].count { $0 == 0x0A } + 1
    let column = String(decoding: bytes[start..<position], as: UTF8.self).count
    return CommandLineError(
        "line \(number) of what was pasted: \(problem):\n\(line)\n\(String(repeating: " ", count: column))^")
}
