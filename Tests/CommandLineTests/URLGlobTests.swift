import Testing

@testable import CommandLine

/// Which URLs a pattern names; expansions and refusals are those of curl 7.88.1.
@Suite struct URLGlobTests {
    @Test(arguments: [
        ("h/p", ["h/p"]),
        ("", [""]),
        ("h/[]", ["h/[]"]),
        ("h/{a}", ["h/a"]),
        ("h/{a,,b}", ["h/a", "h/", "h/b"]),
        ("h/{,}", ["h/", "h/"]),
        ("{a,b}{c,d}[1-2]", ["ac1", "ac2", "ad1", "ad2", "bc1", "bc2", "bd1", "bd2"]),
        ("h/[1-3]", ["h/1", "h/2", "h/3"]),
        ("h/[1- 2]", ["h/1", "h/2"]),
        ("h/[01-10:4]", ["h/01", "h/05", "h/09"]),
        ("h/[1-03]", ["h/1", "h/2", "h/3"]),
        ("h/[9-9:1]", ["h/9"]),
        ("h/[a-c:2]", ["h/a", "h/c"]),
        ("h/[x-z]", ["h/x", "h/y", "h/z"]),
        ("h/\\{a\\}\\[b\\]\\\\x\\y\\", ["h/{a}[b]\\\\x\\y\\"]),
        ("h/{a\\,b,c\\}}", ["h/a,b", "h/c}"]),
        ("http://[::1]:1/[1-2]", ["http://[::1]:1/1", "http://[::1]:1/2"]),
        ("h/[fe80::1%25eth0]/", ["h/[fe80::1%25eth0]/"]),
        ("h/{<n>a,b}[<m>1-2]", ["h/a1", "h/a2", "h/b1", "h/b2"]),
        ("h/{<>a,<b}", ["h/<>a", "h/<b"]),
    ])
    func aPatternNames(_ pattern: String, _ urls: [String]) throws {
        let glob = try parsed(pattern)
        #expect((0..<glob.count).map { glob.expansion(at: $0).url } == urls)
    }

    @Test(arguments: [
        ("http://127.0.0.1:18990/[a", "bad range in URL position 25"),
        ("http://127.0.0.1:18990/a]b", "unmatched close brace/bracket in URL position 25"),
        ("http://127.0.0.1:18990/a}b", "unmatched close brace/bracket in URL position 25"),
        ("http://127.0.0.1:18990/{}", "empty string within braces in URL position 25"),
        ("http://127.0.0.1:18990/[1:2]", "bad range in URL position 25"),
        ("http://127.0.0.1:18990/[ 1-2]", "bad range specification in URL position 25"),
        ("http://127.0.0.1:18990/[b-a]", "bad range in URL position 29"),
        ("http://127.0.0.1:18990/[1-5:0]", "bad range in URL position 31"),
        ("http://127.0.0.1:18990/[5-1]", "bad range in URL position 29"),
        ("http://127.0.0.1:18990/{a,{b}", "nested brace in URL position 27"),
        ("http://127.0.0.1:18990/{a,[1-2]}", "nested brace in URL position 27"),
        ("http://127.0.0.1:18990/[a-Z]", "bad range in URL position 29"),
        ("http://127.0.0.1:18990/[1-3:5]", "bad range in URL position 31"),
        ("http://127.0.0.1:18990/[a-a:2]", "bad range in URL position 31"),
        ("http://127.0.0.1:18990/[1-99999999999999999999]", "bad range in URL position 27"),
        ("http://127.0.0.1:18990/[0-9999999999999][0-99999999999999]", "range overflow in URL position 59"),
        ("http://127.0.0.1:18990/[1-9223372036854775807]", "range end/step overflow in URL position 47"),
        ("http://127.0.0.1:18990/[a-c:999]", "bad range in URL position 33"),
        ("h/{<n>a}{<n>b}", "Duplicate glob name in URL position 13"),
        ("h/[<1-2]", "bad range specification in URL position 4"),
        ("h/[<n>a]", "bad range in URL position 7"),
        ("h/{a]", "unexpected close bracket in URL position 5"),
        ("h/{a", "unmatched brace in URL position 3"),
        ("h/{a\\", "unmatched brace in URL position 3"),
    ])
    func aBadPatternIsMarked(_ pattern: String, _ message: String) {
        do {
            _ = try parsed(pattern)
            Issue.record("\(pattern) was taken")
        } catch {
            let lines = (error as? CommandLineError)?.message.split(separator: "\n") ?? []
            #expect(lines.first == "\(message):")
            #expect(lines.dropFirst().first == Substring(pattern))
            #expect((error as? CommandLineError)?.exitStatus == 3)
        }
    }

    @Test func `a bad pattern with secrets is only said`() {
        #expect(throws: CommandLineError("bad range in URL position 17", exitStatus: 3)) { try parsed("http://me:pw@h/[a") }
    }

    @Test func aHugeRangeCostsNothing() throws {
        let glob = try parsed("h/[0-999999999999]")
        #expect(glob.count == 1_000_000_000_000)
        #expect(glob.expansion(at: 999_999_999_999).url == "h/999999999999")
    }

    @Test func anOutputNameTakesWhatThePatternsStoodFor() throws {
        let expansion = try parsed("{a,b}/[08-11]").expansion(at: 6)
        #expect(expansion == URLGlob.Expansion(url: "b/10", values: ["b", "10"]))
        #expect(try expansion.outputName("#1-#2-#3-#0-#x-##1#99999999999999999999") == "b-10-#3-#0-#x-#b#99999999999999999999")
    }

    @Test func anOutputNameTakesPatternsByName() throws {
        let expansion = try parsed("{<kind>a,b}/[<nr>08-11]{x}").expansion(at: 6)
        #expect(try expansion.outputName("#<nr>-#<kind>#1#3#<>#<unclosed") == "10-bbx#<>#<unclosed")
        let other = try parsed("{<file>f,g}").expansion(at: 1)
        #expect(try expansion.outputName("#<file>#<nr>", or: other) == "g10")
        let error = CommandLineError("no glob exists with this name: 'none' in '#<none>'", exitStatus: 43)
        #expect(throws: error) { try expansion.outputName("#<none>", or: other) }
        #expect(try URLGlob.literal("{<n>a}").expansion(at: 0).outputName("#1#<n>") == "#1#<n>")
    }

    private func parsed(_ pattern: String) throws -> URLGlob {
        var parser = URLGlobParser(pattern)
        return try parser.parse()
    }
}
