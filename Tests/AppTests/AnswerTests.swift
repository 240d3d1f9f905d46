@testable import App
import Documents
import HTTP
import Jobs
import Plan
import Screen
import Testing

/// Answers of language models: how fast they come, and what becomes of them.
@Suite struct AnswerTests {
    private func chunk(_ delta: String, _ more: String = "") -> String {
        #"data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{\#(delta)}}]\#(more)}"# + "\n\n"
    }

    private func stream(columns: Int = 120, settings: ViewerSettings = ViewerSettings()) -> Scenario {
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: 8, columns: columns, settings: settings)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        return it
    }

    /// Whatever the view is.
    @Test(arguments: ["text", "events", "transcript"]) func `the bar says how fast it comes`(_ view: String) throws {
        let it = stream(columns: 160)
        it.wait(.milliseconds(300))
        try it.grew(chunk(#""role":"assistant","content":"""#))
        it.keys(":view \(view)<CR>")
        it.wait(.milliseconds(120))
        try it.grew(chunk(#""content":"A cur""#))
        #expect(it.bar.contains("TTFT 420ms"))
        for _ in 0..<4 {
            it.wait(.milliseconds(500))
            try it.grew(chunk(#""content":"lew""#))
        }
        #expect(it.bar.contains("TTFT 420ms  2.0 events/s  gap 500ms"))
        try it.grew(#"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"completion_tokens":41}}"# + "\n\n")
        #expect(it.bar.contains("20.0 tok/s"))
        it.finished()
        #expect(it.bar.contains("20.0 tok/s"))
        #expect(!it.bar.contains("cut"))
    }

    /// How fast it comes matters more than which lines are shown, and than the name of the view.
    @Test(arguments: [
        (80, " receiving  200  TTFT 420ms  2.0 events/s  gap 500ms  openai chat  following"),
        (100, " receiving  200  TTFT 420ms  2.0 events/s  gap 500ms  transcript: openai chat  following"),
        (60, " receiving  200  TTFT 420ms  2.0 events/s  following"), (40, " receiving  200  TTFT 420ms  following"),
    ]) func `on a narrow screen too`(_ columns: Int, _ bar: String) throws {
        let it = stream(columns: columns)
        it.keys(":view transcript<CR>")
        it.wait(.milliseconds(420))
        for _ in 0..<5 {
            try it.grew(chunk(#""content":"lew""#))
            it.wait(.milliseconds(500))
        }
        try it.grew(chunk(#""content":"lew""#))
        it.wait(.milliseconds(700))
        #expect(it.bar.replacing("  1.0k", with: "") == bar)
    }

    @Test func `the bar names the format`() throws {
        let it = stream()
        try it.grew(chunk(#""content":"A curlew""#))
        it.keys(":view transcript<CR>")
        #expect(it.bar.contains("transcript: openai chat"))
        #expect(it.pane[0] == "A curlew")
    }

    @Test func `an answer that ends without a reason is cut`() throws {
        let it = stream()
        try it.grew(chunk(#""content":"A cur""#))
        #expect(!it.bar.contains("cut"))
        it.finished()
        #expect(it.bar.hasPrefix(" done"))
        #expect(it.bar.contains("cut: no finish reason"))
    }

    /// All has come, but not all has been read.
    @Test func `an answer is not cut before its end has been read`() throws {
        let it = stream()
        try it.grew(chunk(#""content":"A cur""#))
        it.finished()
        let facts = try #require(it.state.body.answer)
        let job = try #require(it.state.body.answering)
        it.send(.found(.answered(facts, isAll: false), job))
        #expect(!it.bar.contains("cut"))
        it.send(.found(.answered(facts, isAll: true), job))
        #expect(it.bar.contains("cut: no finish reason"))
    }

    @Test(arguments: [
        (#"data: {"error":{"message":"Too long","type":"invalid_request"}}"#, "Too long (invalid_request)"),
        (
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
            "Overloaded (overloaded_error)"
        ),
        (#"{"error":{"code":503,"message":"Gone","status":"UNAVAILABLE"}}"#, "Gone (UNAVAILABLE)"),
        ("<html>502 Bad Gateway</html>", "<html>502 Bad Gateway</html>"),
    ])
    func `an error in mid-stream is a failure, and the exit status is curl's`(_ event: String, _ message: String) throws {
        let it = stream()
        try it.grew(chunk(#""content":"A cur""#))
        #expect(it.bar.hasPrefix(" receiving"))
        try it.grew(event + "\n\n")
        #expect(it.bar.hasPrefix(" failed  200 OK"))
        #expect(it.bar.contains(message))
        it.finished()
        #expect(it.bar.hasPrefix(" failed"))
        #expect(!it.bar.contains("cut: no finish"))
        it.keys(":e<CR>")
        #expect(it.pane[0].contains("failed") && it.pane[0].contains("(\(message))"))
        #expect(it.state.exchange.outcome == .complete)
    }

    @Test func `an answer asked for once more has not failed`() throws {
        let it = stream()
        it.excuse(.fetch)
        try it.grew(chunk(#""content":"A""#) + "data: {\"error\":\"no\"}\n\n")
        it.finished()
        #expect(it.bar.hasPrefix(" failed"))
        it.keys("R")
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        try it.grew(chunk(#""content":"A""#))
        #expect(it.bar.hasPrefix(" receiving"))
    }

    @Test func `another format by a path, from the start and by set`() throws {
        var settings = ViewerSettings()
        settings.delta = ".out[0].say"
        settings.view = "auto"
        let it = stream(settings: settings)
        try it.grew("data: {\"out\":[{\"say\":\"A cur\"}]}\n\ndata: {\"out\":[{\"say\":\"lew\"}]}\n\n")
        #expect(it.pane[0] == "A curlew")
        #expect(it.bar.contains("transcript: delta out.[].say"))
        it.keys(":set delta .other<CR>")
        #expect(!it.pane.contains("A curlew"))
        it.keys(":set delta .out[1].say<CR>")
        #expect(it.pane[0] == "A curlew")
        it.keys(":set delta none<CR>:set delta<CR>")
        #expect(it.bar.contains("delta = none"))
        let typed = stream()
        try typed.grew("data: {\"say\":\"A curlew\"}\n\n")
        typed.keys(":set delta .say<CR>:view transcript<CR>")
        #expect(typed.pane[0] == "A curlew")
    }

    @Test func `a stream of something else has no such figures`() throws {
        let it = stream()
        try it.grew(String(repeating: "data: {\"level\":\"info\"}\n\n", count: 1200))
        try it.grew("data: {\"error\":\"in a log\"}\n\n")
        #expect(it.bar.hasPrefix(" receiving"))
        #expect(!it.bar.contains("TTFT"))
    }
}
