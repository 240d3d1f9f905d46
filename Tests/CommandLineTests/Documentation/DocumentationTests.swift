import Glibc
import Testing

@testable import CommandLine

/// Man page and completions in Resources/Documentation say what the option table says. To write them
/// anew: `CURLEW_WRITE_DOCUMENTATION=1 swift test --filter DocumentationTests`.
@Suite struct DocumentationTests {
    @Test(arguments: [
        ("curlew.1", ManPage().text), ("curlew.bash", Completions().bash), ("_curlew", Completions().zsh),
        ("curlew.fish", Completions().fish),
    ])
    func whatIsCheckedInIsCurrent(_ name: String, _ text: String) throws {
        let path = folder + name
        if getenv("CURLEW_WRITE_DOCUMENTATION") != nil { try write(text, to: path) }
        let found = try read(path)
        #expect(found == text, "\(path) is not current; see DocumentationTests")
    }

    @Test func theManPageNamesEveryOption() {
        let text = ManPage().text
        for definition in OptionTable.standard.definitions {
            let name = definition.longForm.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
            #expect(text.contains(name), "\(definition.name)")
        }
    }

    private var folder: String {
        let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return here.dropLast(4).joined(separator: "/") + "/Resources/Documentation/"
    }

    private func read(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"), "\(path) is missing")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(_ text: String, to path: String) throws {
        mkdir(folder, 0o755)
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
}
