import Plan
import Testing

@testable import CommandLine

/// Command lines that name several exchanges: several words, patterns, `--next`.
@Suite struct SeveralURLTests {
    @Test func optionsAreForAllURLsUpToNext() throws {
        let all = try plans(["-X", "A", "-s", "u", "v", "--next", "-d", "x", "w", "-:"])
        #expect(all.map(\.request.url) == ["u", "v", "w"])
        #expect(all.map(\.request.method) == ["A", "A", nil])
        let haveBodies = all.map { $0.request.body != nil }
        #expect(haveBodies == [false, false, true])
        #expect(all.map(\.isSilent) == [true, true, true])
    }

    @Test func eachURLHasItsOutput() throws {
        let all = try plans(["-o", "#1.txt", "h/{a,b}", "v", "-o", "f", "w", "--next", "x"])
        #expect(all.map(\.request.url) == ["h/a", "h/b", "v", "w", "x"])
        #expect(all.map(\.output.path) == ["a.txt", "b.txt", "f", nil, nil])
    }

    @Test(arguments: [
        ("http://h/a/b.txt?q/r#f/g", "b.txt"), ("h/x", "x"), ("http://h/a%20b", "a%20b"), ("http://h/a\\b", "b"),
        ("http://h/..%2f", "..%2f"), ("http://h/", ""), ("h/a?u=http://x/y", "a"), ("http://h", ""),
        ("http://h/a/..", ""), ("h/a/.?x", ""), ("h", ""),
    ])
    func aRemoteNameIsTheEndOfThePath(_ url: String, _ name: String) throws {
        #expect(try plan(["-O", url]).output.name == name)
    }

    @Test func namesGoToTheURLsInOrder() throws {
        #expect(try plans(["-O", "-o", "b", "h/p", "h/q", "h/r"]).map(\.output.path) == ["p", "b", nil])
        #expect(try plans(["--remote-name-all", "-o", "b", "h/p", "h/{q,r}"]).map(\.output.path) == ["b", "q", "r"])
        #expect(
            try plans(["--output-dir", "d", "-o", "b", "-O", "-o", "-", "h/p", "h/q", "h/r", "h/s"]).map(\.output.path)
                == ["d/b", "d/q", nil, nil])
    }

    @Test func parallelIsForAll() throws {
        #expect(try plans(["-Z", "u", "--next", "v"]).run.isParallel)
        #expect(try !plans(["u", "v"]).run.isParallel)
    }

    @Test func theQueryJoinsEveryURL() throws {
        #expect(try plans(["-G", "-d", "q", "h/[1-2]?a#f"]).map(\.request.url) == ["h/1?a&q#f", "h/2?a&q#f"])
    }

    @Test func bracesAreLiteralOnRequest() throws {
        #expect(try plans(["-g", "h/[1-2]{}"]).map(\.request.url) == ["h/[1-2]{}"])
        #expect(try plan(["h/\\[1\\]"]).request.url == "h/[1]")
    }

    @Test func nextNeedsAURLBeforeIt() {
        #expect(failure(["-s", "--next", "u"])?.message.hasPrefix("missing URL before --next") == true)
    }

    @Test func aHugePatternIsNotExpanded() throws {
        let all = try plans(["u", "h/[1-999999999999]", "v"])
        #expect(all.count == 1_000_000_000_001)
        #expect(all[0].request.url == "u" && all[1].request.url == "h/1")
        #expect(all[999_999_999_999].request.url == "h/999999999999")
        #expect(all.last?.request.url == "v")
        // Whose turn is after the last that can be counted is never reached.
        #expect(try plans(["[1-5000000000000000000]", "--next", "[1-5000000000000000000]"]).count == 5_000_000_000_000_000_000)
    }
}
