import TestSupport
import Testing

extension EndToEnd {
    /// The mouse of a terminal, as xterm reports it (mode 1006).
    @Suite struct MouseKeyTests {
        private enum Button: Int {
            case left = 0, drag = 32, wheelUp = 64, wheelDown = 65
        }

        /// A report; row and column are zero-based.
        private func report(_ button: Button, _ row: Int, _ column: Int, isReleased: Bool = false) -> String {
            "\u{1B}[<\(button.rawValue);\(column + 1);\(row + 1)\(isReleased ? "m" : "M")"
        }

        private func click(_ row: Int, _ column: Int) -> String {
            report(.left, row, column) + report(.left, row, column, isReleased: true)
        }

        /// Where a text begins in the last row.
        private func column(of text: String, in rows: [String]) throws -> Int {
            let bar = try #require(rows.last { !$0.isEmpty })
            let range = try #require(bar.firstRange(of: text), "\(bar)")
            return bar.distance(from: bar.startIndex, to: range.lowerBound)
        }

        @Test func `wheel, clicks on the bar, place column, folds and lists`() throws {
            let lines = (1...500).map { "\($0)\n" }.joined()
            let servers = [("text/plain", lines), ("application/json", #"{"a":{"b":1},"c":2}"#)].map { type, body in
                ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n" + body)
            }
            let session = try TmuxSession(columns: 90)
            try session.view("-q --mouse on \(servers[0].url()) \(servers[1].url())")
            try session.wait(for: "1 of 2", "done")
            try session.press("g")
            try session.wait("the top") { $0[0] == "1" }
            // The wheel
            try session.type(report(.wheelDown, 3, 3) + report(.wheelDown, 3, 3))
            try session.wait("two notches down") { $0[0] == "7" }
            try session.type(report(.wheelUp, 3, 3))
            var rows = try session.wait("one up") { $0[0] == "4" }
            // Follow
            try session.type(click(11, try column(of: "+", in: rows)))
            rows = try session.wait("the end") { $0[10] == "500" }
            // The place column: the last one, pressed in the middle, drawn to the top, and past it
            try session.type(report(.left, 5, 89))
            try session.wait("the middle") { ($0[0] == "500" ? 0 : Int($0[0]) ?? 0) > 200 && (Int($0[0]) ?? 999) < 300 }
            try session.type(report(.drag, 2, 80))
            try session.wait("nearer to the top") { (Int($0[0]) ?? 999) < 150 }
            try session.type(report(.drag, 0, 80) + report(.left, 0, 80, isReleased: true))
            rows = try session.wait("the top") { $0[0] == "1" }
            // The exchanges, and the second click opens
            try session.type(click(11, try column(of: "exchange", in: rows)))
            try session.wait(for: "> 1")
            try session.type(click(1, 10))
            try session.wait(for: "> 2")
            try session.type(click(1, 10))
            try session.wait(for: "2 of 2", "{\"a\"")
            // Folds
            try session.press("P")
            try session.wait("pretty") { $0[1] == "  \"a\": {" }
            try session.type(click(1, 4))
            try session.wait("folded") { $0[1].contains("… 1") }
            try session.type(click(1, 4))
            rows = try session.wait("unfolded") { $0[1] == "  \"a\": {" }
            // Panels
            try session.type(click(11, 2))
            try session.wait(for: "headers")
            try session.press("q")
            try session.waitForShell()
        }
    }
}
