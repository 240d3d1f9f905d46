import Plan
import Testing

@testable import CommandLine

@Suite struct HelpTests {
    @Test func anOptionIsInTheHelpExactlyIfItDoesSomething() throws {
        let all = try help("all")
        for definition in OptionTable.standard.definitions {
            let row = "\n" + Usage.row(definition)
            #expect(all.contains(row) == definition.isDone, "\(definition.name)")
            #expect(!definition.isDone || !definition.summary.isEmpty, "\(definition.name)")
        }
    }

    @Test func everyChapterHasItsOptions() throws {
        #expect(try help("http").contains("-X, --request <method>"))
        #expect(try !help("http").contains("--data"))
        #expect(try help("viewer").contains("--demo"))
        for title in ["KEYS", "VIEWS", "SETTINGS", "ENVIRONMENT", "FILES", "RECORDINGS", "EXAMPLES", "EXIT STATUS"] {
            #expect(try help("viewer").contains("\n\n\(title)\n"), "\(title)")
        }
        #expect(try !help("viewer").contains("BUGS"))
        for row in guide.keys.flatMap(\.rows) + guide.views + guide.demos { #expect(try help("viewer").contains(row.name)) }
    }

    @Test(arguments: [
        ("-X", " -X, --request <method>"), ("--request", " -X, --request <method>"), ("request", " -X, --request <method>"),
        ("N", " -N, --no-buffer"), ("--ftp-port", " -P, --ftp-port <address>"), ("dns-servers", "     --dns-servers <addresses>"),
    ])
    func oneOptionIsToldOfByName(_ topic: String, _ start: String) throws {
        #expect(try help(topic).hasPrefix(start))
    }

    @Test func aTopicThatIsNoneIsNamed() throws {
        #expect(try help("bogus").hasPrefix("There is no chapter and no option bogus. The chapters are:\n\n viewer "))
        #expect(try help("category").hasPrefix(" viewer      The viewer"))
    }

    @Test func theFirstPageFitsAScreen() {
        #expect(Usage.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
        for line in Usage.text.split(separator: "\n") { #expect(line.utf8.count <= 110, "\(line)") }
    }

    private func help(_ topic: String) throws -> String {
        guard case .help(let help) = try Action(["--help", topic], environment: [:], files: FakeFiles()) else {
            throw CommandLineError("no help")
        }
        return help.text(guide)
    }

    @Test func theManualIsTheManPageAsText() throws {
        guard case .help(let help) = try Action(["-M", "--bogus"], environment: [:], files: FakeFiles()) else {
            Issue.record("no text")
            return
        }
        let text = help.text(guide)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["NAME", "       curlew - fetch a URL as curl does, and look at the answer while it", "       arrives"])
        for line in ["   What to ask for", "       -L, --location", "              Follow redirects."] {
            #expect(lines.contains(Substring(line)))
        }
        #expect(lines.allSatisfy { $0.count <= 80 && $0.last != " " && !$0.contains("\\f") })
        for definition in OptionTable.standard.definitions { #expect(text.contains(definition.longForm), "\(definition.name)") }
    }
}
