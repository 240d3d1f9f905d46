import TestSupport
import Testing

extension EndToEnd {
    /// Rows that only move are not drawn again: what is on the screen must be what it would be if they were.
    @Suite struct MovedLinesTests {
        private static func line(_ number: Int) -> String { "line \(number)" + String(repeating: " 你好", count: number % 5) }

        // vt100 has no sequences for it and gets a scrolling region.
        @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "rxvt", "vt100"])
        func `lines that come one by one, and keys that scroll, leave no row behind`(_ type: String) throws {
            // So many at a time.
            let batches = [1, 2, 3, 1, 1, 2, 5, 1].map { (count: $0, latch: Latch()) }
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                try connection.send((1...40).map { Self.line($0) + "\n" }.joined())
                var last = 40
                for (count, latch) in batches {
                    try connection.pause(until: latch)
                    try connection.send((last + 1...last + count).map { Self.line($0) + "\n" }.joined())
                    last += count
                }
                try connection.waitForClose()
            }
            let session = try TmuxSession(variables: ["TERM": type, "TMUX": ""])
            func expect(_ numbers: ClosedRange<Int>, _ key: String) throws {
                let wanted = numbers.map(Self.line)
                try session.wait("\(wanted) after \(key)") { $0.prefix(11).elementsEqual(wanted) }
            }
            try session.view(server.url())
            try session.wait(for: "line 11")
            try session.type("F")
            try expect(30...40, "F")
            var last = 40
            for (count, latch) in batches {
                latch.release()
                last += count
                try expect(last - 10...last, "\(count) more")
            }
            for (key, top) in [("k", 45), ("k", 44), ("u", 38), ("j", 39), ("d", 45), ("b", 34), ("k", 33), ("G", 46)] {
                try session.type(key)
                try expect(top...(top + 10), key)
            }
            try session.type("q")
            try session.waitForShell()
        }
    }
}
