import CommandLine
import Plan
import TestSupport
import Testing

@testable import Transfer

/// One command line carried out twice, each time on a server of its own: by this program's parser and transfer, and by
/// the installed curl.
struct Comparison {
    var ours: Fetched
    var theirs: CommandResult
    /// As received, without what has to differ.
    var ourRequests: [String]
    var theirRequests: [String]

    /// In `arguments`, `PORT` stands for the server's port.
    init(_ arguments: [String], script: @escaping ScriptedServer.Script) async throws {
        let (here, there) = (ScriptedServer(script), ScriptedServer(script))
        let placed = { (server: ScriptedServer) in
            arguments.map { $0.split(separator: "PORT", omittingEmptySubsequences: false).joined(separator: "\(server.port)") }
        }
        ours = await fetch(try request(placed(here)))
        theirs = await curl(placed(there))
        ourRequests = here.requests.map { comparable($0, here) }
        theirRequests = there.requests.map { comparable($0, there) }
    }

    func expectTheSame() {
        #expect(ours.exitStatus == theirs.status)
        #expect(withoutNumbers(ours.message) == withoutNumbers(theirs.message))
        #expect(ours.body == theirs.output)
        #expect(ourRequests == theirRequests)
    }
}

/// What a command line asks for.
func request(_ arguments: [String]) throws -> Request {
    guard case .view(let plans) = try Action(arguments, environment: [:], files: NoFiles()) else {
        throw CommandLineError("asks for nothing")
    }
    return plans[0].request
}

private struct NoFiles: FileReader {
    func contents(of path: String) throws -> [UInt8] {
        throw UnreadableFile(reason: "No such file or directory")
    }

    func isLasting(_ path: String) throws -> Bool {
        throw UnreadableFile(reason: "No such file or directory")
    }

    func time(of text: String) -> Int? { nil }
    func demo(named name: String?) throws -> Recording { throw CommandLineError("there are no demos") }
}

private func comparable(_ request: [UInt8], _ server: ScriptedServer) -> String {
    var text = String(decoding: request, as: UTF8.self)
        .split(separator: "\(server.port)", omittingEmptySubsequences: false).joined(separator: "PORT")
    // Our own name, nonces, and what is made of the time of day.
    for (start, end) in [
        ("User-Agent: curl", "\r"), ("cnonce=\"", "\""), ("response=\"", "\""), ("X-Amz-Date: ", "\r"),
        ("Credential=u/", "/"), ("Signature=", "\r"), ("PROXY TCP4 127.0.0.1 127.0.0.1 ", " "),
        ("Authorization: NTLM TlRMTVNTUAAD", "\r"),
    ] {
        guard let found = text.firstRange(of: start) else { continue }
        text.removeSubrange(found.upperBound..<(text[found.upperBound...].firstIndex { String($0).hasPrefix(end) } ?? text.endIndex))
    }
    return text
}
