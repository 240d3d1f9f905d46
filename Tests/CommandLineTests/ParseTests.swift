import HTTPModel
import Testing

@testable import CommandLine

@Suite struct ParseTests {
    @Test func aURLIsTakenAsItIs() throws {
        guard case .view(let invocation) = try parse(["example.org/a"], environment: [:], files: NoFiles()) else {
            Issue.record("not a view")
            return
        }
        #expect(invocation.request.url == "example.org/a")
    }
}

struct NoFiles: FileReader {
    func contents(of path: String) throws -> [UInt8] { throw UnreadableFile(reason: "No such file or directory") }
}
