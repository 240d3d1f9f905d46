import Foundation
import Testing

/// The page about the code names only what is there.
@Suite struct ArchitectureTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources").path

    @Test func `every type that Sources README names exists`() throws {
        let page = try String(contentsOfFile: Self.sources + "/README.md", encoding: .utf8)
        let files = FileManager.default.enumerator(atPath: Self.sources)?.compactMap { $0 as? String } ?? []
        let code = try files.filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOfFile: Self.sources + "/" + $0, encoding: .utf8)
        }.joined()
        var count = 0
        for match in page.matches(of: #/`([A-Z][a-z]+[A-Za-z]*)(\.[a-z]+)?`/#) {
            count += 1
            let name = match.1
            let kinds = ["struct", "class", "enum", "protocol"]
            #expect(kinds.contains { code.contains("\($0) \(name)") }, "\(name)")
        }
        #expect(count > 20)
    }

    @Test func `every folder that it names exists`() throws {
        let page = try String(contentsOfFile: Self.sources + "/README.md", encoding: .utf8)
        for match in page.matches(of: #/\b((?:App|Documents|CommandLine)\/[A-Z][a-zA-Z]+)\b/#) {
            #expect(FileManager.default.fileExists(atPath: "\(Self.sources)/\(match.1)"), "\(match.1)")
        }
    }
}
