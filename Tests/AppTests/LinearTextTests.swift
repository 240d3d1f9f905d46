import HTTP
import Plan
import Screen
import Testing

@testable import App

/// What is said in lines, and nothing twice.
@Suite struct LinearTextTests {
    private func viewer(_ change: (inout ViewerSettings) -> Void = { _ in }) -> Scenario {
        var settings = ViewerSettings()
        settings.isLinear = true
        change(&settings)
        return Scenario(urls: [Request(url: "http://example.test/")], rows: 6, columns: 80, settings: settings)
    }

    @Test func `lines as they come, then how it ended`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        #expect(linear.news() == "connecting\n")
        viewer.head("HTTP/1.1 200 OK", ["Content-Type: text/plain"])
        try viewer.grew("one\ntwo\nth")
        #expect(linear.news() == "200 OK, text/plain\none\ntwo\nth")
        #expect(linear.news() == "")
        try viewer.grew("ree")
        #expect(linear.news() == "ree")
        viewer.wait(.seconds(3))
        #expect(linear.news() == "\nstalled 3 seconds\n")
        viewer.wait(.seconds(1))
        #expect(linear.news() == "")
        try viewer.grew(" more\nlast\n")
        #expect(linear.news() == "...  more\nlast\n")
        viewer.finished()
        #expect(linear.news() == "done, 24 bytes in 4 seconds\n: ")
    }

    @Test func `the end is said after the body, however late that is looked at`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.isWorkHeld = true
        viewer.head()
        try viewer.grew("one\ntwo\n")
        viewer.finished()
        #expect(linear.news() == "200 OK\n")
        viewer.isWorkHeld = false
        #expect(linear.news() == "one\ntwo\ndone, 8 bytes in 0 seconds\n: ")
    }

    @Test func `a question that nobody typed is asked, once`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head()
        try viewer.grew("one\n")
        viewer.finished()
        _ = linear.news()
        viewer.send(.saved(.exists(path: "old")))
        #expect(linear.news() == "\nold exists. Replace it? (y/n) ")
        #expect(linear.news() == "")
    }

    @Test func `another body is said from its beginning, and one that was said is not said again`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head()
        try viewer.grew((1...20).map { "line \($0)\n" }.joined())
        viewer.finished()
        _ = linear.news()
        linear.type("2g")
        _ = linear.news(typed: true)
        linear.type("!echo hi")
        #expect(viewer.commands.map(\.text) == ["echo hi"])
        #expect(linear.news(typed: true) == "exchange 2 of 2\nrunning\n: ")
        try viewer.grew("hi\n")
        viewer.finished()
        #expect(linear.news() == "\nhi\ndone, 3 bytes in 0 seconds\n: ")
        linear.type("q")
        #expect(linear.news(typed: true) == "exchange 1 of 2\n200 OK\ndone, 151 bytes in 0 seconds\n: ")
        linear.type("R")
        #expect(linear.news(typed: true) == "connecting\n: ")
        viewer.head()
        try viewer.grew("new\n")
        viewer.finished()
        #expect(linear.news() == "\n200 OK\nnew\ndone, 4 bytes in 0 seconds\n: ")
        #expect(viewer.fetched.count == 2)
    }

    @Test func `a prompt that is open takes a line as its text`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head()
        try viewer.grew("x\n")
        viewer.finished()
        _ = linear.news()
        linear.type("o")
        #expect(linear.news(typed: true).hasSuffix("curl command or URL: "))
        linear.type("http://there/")
        #expect(viewer.opened == ["http://there/"])
        #expect(linear.news(typed: true).hasSuffix("\n: ") || linear.news(typed: true).hasSuffix(": "))
    }

    @Test func `nothing that the server sends acts on the terminal`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head("HTTP/1.1 200 O\u{1B}[2JK", ["Content-Type: a\u{7}b"])
        try viewer.grew("x\u{1B}]0;title\u{7}\u{9B}31m\r\n")
        viewer.finished(.failed(TransferFailure(exitStatus: 56, message: "read\u{1B}[31m")))
        let text = linear.news()
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }, "\(text.debugDescription)")
        #expect(text.contains("failed: (56) read"))
    }

    @Test func `a command is answered in lines, once`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head()
        try viewer.grew((1...20).map { "line \($0)\n" }.joined())
        viewer.finished()
        _ = linear.news()
        linear.type("10g")
        #expect(linear.news(typed: true) == "line 10\nline 11\nline 12\nline 13\nline 14\n: ")
        linear.type("/line 17")
        let found = linear.news(typed: true)
        #expect(found.contains("line 17: line 17\n"))
        linear.type(":set wrap off")
        #expect(linear.news(typed: true).hasSuffix(": "))
        linear.type("Tab")
        #expect(linear.news(typed: true).contains("HTTP/1.1 200 OK\n"))
        #expect(viewer.state.panel == .body)
        linear.type("X")
        #expect(linear.news(typed: true).contains("X has no meaning here"))
    }

    @Test func `a body that was moved in goes on only when it is followed`() throws {
        let viewer = viewer(), linear = Listener(viewer)
        viewer.head()
        try viewer.grew((1...20).map { "line \($0)\n" }.joined())
        _ = linear.news()
        linear.type("g")
        _ = linear.news(typed: true)
        try viewer.grew("line 21\n")
        #expect(linear.news() == "")
        linear.type("F")
        #expect(linear.news(typed: true).hasPrefix("line 21\n"))
    }

    @Test func `a question is asked, and a prompt named`() throws {
        var request = Request(url: "http://example.test/")
        request.method = "POST"
        let viewer = Scenario(urls: [request], rows: 6, columns: 80), linear = Listener(viewer)
        viewer.head()
        try viewer.grew("x\n")
        viewer.finished()
        _ = linear.news()
        linear.type("R")
        #expect(linear.news(typed: true).contains("POST"))
    }

    @Test func `the quiet bar has no clock, and wakes for nothing but a stall`() throws {
        let viewer = viewer { $0.isBarQuiet = true }
        viewer.head()
        try viewer.grew("x\n")
        viewer.wait(.seconds(1))
        #expect(viewer.bar.contains("receiving") && !viewer.bar.contains("1s"))
        viewer.wait(.milliseconds(600))
        #expect(viewer.state.nextTick == .seconds(3))
        viewer.wait(.milliseconds(1600))
        #expect(viewer.bar.contains("stalled ") && !viewer.bar.contains("3s"))
        viewer.wait(.milliseconds(600))
        #expect(viewer.state.nextTick == nil)
    }

    @Test(arguments: [
        ("42g", [Key.character("4"), .character("2"), .character("g")]), ("Tab", [.tab]), ("ESC-u", [.meta("u")]), ("", [.enter]),
        ("\t", [.tab]),
        ("/ab", [.character("/"), .character("a"), .character("b"), .enter]),
        ("s f", [.character("s"), .control("U"), .character("f"), .enter]), ("s", [.character("s")]),
        ("3&x", [.character("3"), .character("&"), .character("x"), .enter]), ("a\u{1B}b", [.character("a"), .character("b")]),
    ])
    func `a typed line is keys`(_ line: String, _ keys: [Key]) {
        #expect(TypedLine.keys(line) == keys)
    }
}

/// Who listens to a scenario.
private final class Listener {
    private let viewer: Scenario
    private var linear = LinearText()

    init(_ viewer: Scenario) { self.viewer = viewer }

    func news(typed: Bool = false) -> String { viewer.hear(&linear, typed: typed) }

    func type(_ line: String) { viewer.send(.key(.line(line))) }
}
