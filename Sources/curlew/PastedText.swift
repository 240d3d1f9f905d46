internal import CommandLine
internal import HTTP
internal import Plan
internal import Runtime
internal import System
internal import Transfer

/// What is typed or pasted into the running viewer: curl commands, or a URL.
enum PastedText {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// What a text asks for, and how it was read.
    struct Reading {
        var plans: [Plan]
        /// Whose quoting was undone, what was left out, what is to be said of it.
        var paste: Paste
    }

    /// `values` come before the environment's, for variables that were asked for; while some are still missing
    /// (`paste.missing`) there are no plans. `base` is the URL that is looked at. Throws a `Refusal`, in one line.
    static func read(_ text: String, values: [String: String] = [:], relativeTo base: String? = nil) throws -> Reading {
        do {
            let environment = Environment.variables.merging(values) { $1 }
            let paste = try Paste(text, environment: environment, mayLackProgram: true)
            if !paste.missing.isEmpty { return Reading(plans: [], paste: paste) }
            let plans = try paste.commands.flatMap { command in
                try Self.plans(command.arguments, environment).map { plan in
                    var plan = plan
                    if plan.source == .network { plan.request.url = typedURL(plan.request.url, relativeTo: base) }
                    return plan
                }
            }
            return Reading(plans: plans, paste: paste)
        } catch let error as CommandLineError {
            throw Refusal(description: error.message.split(separator: "\n").first.map(String.init) ?? "")
        }
    }

    static let reader = CommandReader(
        read: { command in
            do {
                let reading = try read(command.text, values: command.values, relativeTo: command.base)
                if let missing = reading.paste.missing.first {
                    return .lacks(name: missing.name, isSecret: missing.isSecret, command)
                }
                return .plans(reading.plans, remarks: reading.paste.remarks, filter: reading.paste.filter)
            } catch {
                return .refused("\(error)")
            }
        },
        dialect: { text in
            // Far more than any command has: it is asked at every key.
            guard text.utf8.count <= 100_000, let paste = try? Paste(text, environment: [:], mayLackProgram: true),
                paste.dialect != .posix
            else { return nil }
            return "as for \(paste.dialect.name)"
        })

    private static func plans(_ arguments: [String], _ environment: [String: String]) throws -> [Plan] {
        let action = try Action(arguments, environment: environment, files: NoStandardInput(), can: { LibraryFacts.now.can($0) })
        guard case .view(let plans) = action else {
            throw Refusal(description: "that asks for help, and fetches nothing")
        }
        return try plans.prefix(100).map { plan in
            if let refusal = plan.refusal { throw Refusal(description: refusal.message) }
            if plan.needsPassword { throw Refusal(description: "-u needs user:password here") }
            if plan.source == .standardInput { throw Refusal(description: "standard input cannot be read in the viewer") }
            if plan.request.upload == .standardInput { throw Refusal(description: "-T needs the name of a file here") }
            return plan
        }
    }
}

/// Files as ever, but nothing is read from a terminal that is in use.
private struct NoStandardInput: FileReader {
    func contents(of path: String) throws -> [UInt8] {
        if path == "-" { throw UnreadableFile(reason: "standard input cannot be read in the viewer") }
        return try SystemFiles().contents(of: path)
    }

    func isLasting(_ path: String) throws -> Bool {
        try SystemFiles().isLasting(path)
    }

    func demo(named name: String?) throws -> Recording {
        try SystemFiles().demo(named: name)
    }

    func time(of text: String) -> Int? {
        SystemFiles().time(of: text)
    }
}
