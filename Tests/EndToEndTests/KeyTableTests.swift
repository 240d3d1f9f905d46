import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Keys and where they lead, with counts: the same places on a large and on a small screen, whatever the terminal calls itself.
    @Suite struct KeyTableTests {
        private static let lineCount = 2000

        /// All of them are as long, so that a percentage is a line.
        private static func text(_ line: Int) -> String {
            String(format: "%04d ", line) + (1...29).map { String(format: "c%03d", $0 * 5) }.joined(separator: " ")
        }

        private struct Stage: Sendable {
            let rows: Int, columns: Int
            /// Rows that lines have, and half of the screen as less has it.
            var page: Int { rows - 1 }
            var half: Int { (rows + 1) / 2 }
            /// The first line on the screen when the last one is in the last row.
            var end: Int { lineCount - page + 1 }
        }

        /// The first line on the screen, one-based, and the column that it begins with there, zero-based.
        private typealias Place = @Sendable (Stage) -> (line: Int, column: Int)

        private static func at(_ line: Int, _ column: Int = 0) -> Place { { _ in (line, column) } }
        private static let atEnd: Place = { ($0.end, 0) }

        /// Keys by tmux's names.
        private static let steps: [(keys: String, place: Place)] = [
            // Lines
            ("g", at(1)), ("5 j", at(6)), ("3 k", at(3)), ("j", at(4)), ("k", at(3)), ("e", at(4)), ("y", at(3)), ("Enter", at(4)),
            ("2 Enter", at(6)), ("3 C-p", at(3)), ("C-n", at(4)), ("C-k", at(3)), ("C-e", at(4)), ("C-y", at(3)), ("Down", at(4)),
            ("Up", at(3)), ("4 Down", at(7)), ("4 Up", at(3)), ("J", at(4)), ("K", at(3)), ("Y", at(2)), ("1 J", at(3)),
            // Pages
            ("Space", { (3 + $0.page, 0) }), ("b", at(3)), ("7 Space", at(10)), ("7 b", at(3)), ("f", { (3 + $0.page, 0) }), ("C-b", at(3)),
            ("C-f", { (3 + $0.page, 0) }), ("Escape v", at(3)), ("C-v", { (3 + $0.page, 0) }), ("PPage", at(3)),
            ("NPage", { (3 + $0.page, 0) }), ("4 w", { (3 + $0.page - 4, 0) }), ("4 b", { (3 + $0.page - 8, 0) }), ("3 g", at(3)),
            ("z", at(7)), ("4 0 0 z", at(407)), ("- + z", at(407)), ("3 g", at(3)),
            ("d", { (3 + $0.half, 0) }), ("u", at(3)), ("1 0 d", at(13)), ("C-u", at(3)), ("C-d", at(13)), ("5 u", at(8)), ("u", at(3)),
            // Places
            ("1 0 0 g", at(100)), ("2 0 0 G", at(200)), ("<", at(1)), (">", atEnd), ("Home", at(1)), ("End", atEnd), ("Escape <", at(1)),
            ("Escape >", atEnd), ("5 0 %", at(1001)), ("2 5 p", at(501)), (": 7 7 Enter", at(77)), (": $ Enter", atEnd),
            ("k", { ($0.end - 1, 0) }),
            ("F", atEnd), ("J", { ($0.end + 1, 0) }), ("G", atEnd), ("Escape Space", { ($0.end + $0.page - 1, 0) }), ("9 9 9 9 g", atEnd),
            // Marks
            ("1 0 0 g", at(100)), ("m a", at(100)), ("5 0 0 g", at(500)), ("' a", at(100)), ("' '", at(500)), ("' ^", at(1)),
            ("' $", atEnd), ("g", at(1)), ("M b", at(1)), ("3 0 0 g", at(300)), ("' b", at(1)),
            // Searches
            ("/ ^ . . 0 0 Enter", at(100)), ("n", at(200)), ("3 n", at(500)), ("N", at(400)), ("2 N", at(200)),
            ("? ^ . . 5 0 Enter", at(150)), ("n", at(50)), ("N", at(150)), ("Escape u", at(150)), ("Escape U", at(150)),
            ("/ C-r 0 7 7 7 Enter", at(777)), ("g", at(1)), ("& ^ . . . 0 Enter", at(10)), ("2 j", at(30)), ("5 g", at(10)),
            ("& Enter", at(10)), ("g", at(1)),
            // Sideways; lines are not wrapped
            ("Right", { (1, $0.columns / 2) }), ("Right", { (1, $0.columns) }), ("j", { (2, $0.columns) }),
            ("Left", { (2, $0.columns / 2) }),
            ("1 0 Right", { (2, $0.columns / 2 + 10) }), ("Escape (", { (2, $0.columns / 2) }), ("Escape )", { (2, $0.columns / 2 + 10) }),
            ("Escape {", at(2)), ("Escape }", { (2, 149 - $0.columns) }), ("C-Left", at(2)), ("C-Right", { (2, 149 - $0.columns) }),
            ("5 Left", { (2, 144 - $0.columns) }), ("Escape {", at(2)), ("g", at(1)),
        ]

        /// Keys and what they bring onto the screen, in any row.
        private static let panels: [(keys: String, text: String)] = [
            ("Tab", "No request"), ("Tab", "timing"), ("Tab", "0001 c005"), ("BTab", "timing"), ("Tab", "0001 c005"), ("=", "details"),
            ("q", "0001 c005"),
            ("h", "Here: the body"), ("5 j", "help"), ("q", "0001 c005"), (": f", "details"), ("Escape", "0001 c005"), (": e Enter", "> 1"),
            ("Escape", "0001 c005"), (": s e t Enter", "settings"), ("Escape", "0001 c005"), ("- N", "   1 0001"),
            ("- N", "line-numbers = off"),
            ("_ S", "wrap = off"), ("- J", "  0001 c005"), ("- J", "status-column = off"), ("V", "curlew "), ("t", "there are no tags"),
            ("T", "not known"),
            ("m", "letter?"), ("Escape", "0001 c005"), ("/ 0 0", "/00"), ("C-c", "0001 c005"), ("o", "URL"), ("Escape", "0001 c005"),
            ("s", "save to"), ("Escape", "0001 c005"), ("C-g", "details"), ("q", "0001 c005"), ("P", "no other view"),
        ]

        private static let types = ["xterm-256color", "screen", "linux", "vt100"]
        private static let stages = [Stage(rows: 24, columns: 80), Stage(rows: 10, columns: 40)]

        @Test func `the same places at each size on each terminal`() throws {
            let sessions = try Self.types.flatMap { type in
                try Self.stages.map { stage in
                    // With TMUX it would know better than TERM says.
                    let variables = ["TERM": type, "TMUX": ""]
                    return (stage, type, try TmuxSession(rows: stage.rows, columns: stage.columns, variables: variables))
                }
            }
            let body = (1...Self.lineCount).map(Self.text).joined(separator: "\n") + "\n"
            for (_, _, session) in sessions {
                try body.write(toFile: session.path("body"), atomically: true, encoding: .utf8)
                try session.view("-q --wrap off - < body")
            }
            for (_, _, session) in sessions { try session.wait(for: "0001 c005") }
            for step in Self.steps {
                for (_, _, session) in sessions { try session.press(step.keys) }
                for (stage, type, session) in sessions {
                    let (line, column) = step.place(stage)
                    let expected = Self.text(line).dropFirst(column).prefix(20)
                    try session.wait("\(expected) in the first row after \(step.keys) (\(type), \(stage.rows) rows)") {
                        $0[0].hasPrefix(expected)
                    }
                }
            }
            for step in Self.panels {
                for (_, _, session) in sessions { try session.press(step.keys) }
                for (stage, type, session) in sessions {
                    try session.wait("\(step.text) after \(step.keys) (\(type), \(stage.rows) rows)") { rows in
                        rows.contains { $0.contains(step.text) }
                    }
                }
            }
            for (_, _, session) in sessions {
                try session.press("q")
                try session.waitForShell()
            }
        }
    }
}

extension TmuxSession {
    /// Presses keys with blanks between them, at once.
    fileprivate func press(_ keys: String) throws {
        try press(keys.split(separator: " ").map(String.init))
    }
}
