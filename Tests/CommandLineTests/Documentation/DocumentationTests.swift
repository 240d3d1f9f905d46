import App
import Glibc
import Plan
import Resources
import TestSupport
import Testing

@testable import CommandLine

/// Man page and completions in Resources/Documentation say what the option table says. To write them
/// anew: `CURLEW_WRITE_DOCUMENTATION=1 swift test --filter DocumentationTests`.
@Suite struct DocumentationTests {
    @Test(arguments: [
        ("curlew.1", ManPage(guide).text), ("curlew.bash", Completions(guide).bash), ("_curlew", Completions(guide).zsh),
        ("curlew.fish", Completions(guide).fish),
    ])
    func whatIsCheckedInIsCurrent(_ name: String, _ text: String) throws {
        let path = folder + name
        if getenv("CURLEW_WRITE_DOCUMENTATION") != nil { try write(text, to: path) }
        let found = try read(path)
        #expect(found == text, "\(path) is not current; see DocumentationTests")
    }

    @Test func theManPageNamesEveryOption() {
        let text = ManPage(guide).text
        for definition in OptionTable.standard.definitions {
            let name = definition.longForm.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
            #expect(text.contains(name), "\(definition.name)")
        }
    }

    @Test func theManPageHasAChapterForEachThing() {
        let text = ManPage(guide).text
        for title in ["KEYS", "VIEWS", "SETTINGS", "ENVIRONMENT", "FILES", "RECORDINGS", "EXAMPLES", "EXIT STATUS"] {
            #expect(text.contains("\n.SH \(title)\n"))
        }
        for row in guide.views + guide.demos + guide.settings + guide.keys.flatMap(\.rows) { #expect(!row.summary.isEmpty, "\(row.name)") }
    }

    @Test func mandocHasNothingToSayOfTheManPage() {
        let result = run(["mandoc", "-T", "lint", folder + "curlew.1"])
        #expect(result.status == 0, "\(String(decoding: result.output + result.errors, as: UTF8.self))")
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

/// What the program says of its viewer.
let guide: ViewerGuide = {
    var guide = Tables.standard.guide()
    guide.demos = DemoRecording.allCases.map { ViewerGuide.Row($0.rawValue, $0.title) }
    return guide
}()
