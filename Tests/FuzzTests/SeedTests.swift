import Foundation
import FuzzTargets
import Testing

/// What libFuzzer begins with, and what it found once.
@Suite struct SeedTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fuzz/Seeds")

    private static func seeds(of folder: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: Self.folder.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func everySeedKeepsTheLaws(_ name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let seeds = try Self.seeds(of: target.seeds)
        #expect(!seeds.isEmpty)
        for seed in seeds {
            let bytes = [UInt8](try Data(contentsOf: seed))
            #expect(throws: Never.self, "\(seed.lastPathComponent)") { try target.check(bytes) }
        }
    }

    @Test func everyFolderOfSeedsIsOfATarget() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(folders) == Set(FuzzTarget.all.map(\.seeds)))
    }
}
