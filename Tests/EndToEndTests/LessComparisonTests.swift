import Foundation
import Glibc
import TestSupport
import Testing

/// The same keys in less and in curlew, both with the lines that are gone to in the first row: the same rows.
@Suite(.serialized) struct LessComparisonTests {
    private static let rows = 12
    /// Steps of keys by tmux's names for them; what begins with `:` is typed as it is.
    private static let moving =
        ":j|:5j|:k|:3k|Space|:b|:f|:d|:u|:10d|:d|:u|:G|:k|:b|:g|:50g|Enter|:e|:y|C-n|C-p|:9995g|:J|:J|:k|:j|Space|:g|:K|:j|:g|:2K|:5j|"
        + ":30%|:50p|:12.5%|:37.25p|:99.99%|:100%|Escape v|:G|Escape Space|Escape Space|:k|:g|:5z|Space|:b|:7w|Space|:-z :11 Enter|:g|Escape >|Escape <|"
        + ":100g|:ma|:G|:'a|:''|:''|:g|:Mb|:300g|:'b|:'$|:'^"
    private static let searching =
        ":g|:/needle Enter|:n|:n|:3n|:N|:2N|:j|:n|:k|:N|:?needle Enter|:n|:N|:/!line Enter|:n|:g|:/3000 Enter|:n|:500g|"
        + ":/nowhere Enter|:j|:303g|:/needle Enter|:n|:303g|:?needle Enter|:N|"
        + ":-a|:297g|:/needle Enter|:n|:N|:300g|:/line 30 Enter|:n|:3n|:N|:?line Enter|:n|:-+a|"
        + ":-A|:297g|:/needle Enter|:n|:N|:300g|:/line 30 Enter|:n|:3n|:N|:?line Enter|:n|:-+A|:/needle Enter"
    private static let horizontal =
        ":g|:-S|Right|Right|Left|:10 Right|Right|Left|:j|:20j|Escape }|Escape {|Escape )|Escape (|Escape (|:17g|Escape }|"
        + "Left|Left|Left|Left|Left|:-S|:17g|Right|:j|Left|Left|Left|:k|:G|:g"

    /// Long lines, blank ones, and some that are searched for, each with no more than one match.
    private static let body =
        (1...10_000).map { number -> String in
            if number % 17 == 0 { return "\(number) " + String(repeating: "long ", count: 30) + "end" }
            if number % 23 == 0 { return "" }
            if number % 101 == 0 { return "\(number) needle" }
            return number % 7 == 0 ? "\(number) " + String(repeating: "middle sized words ", count: 4) : "line \(number)"
        }.joined(separator: "\n") + "\n"

    private static let hasLess = run(["less", "--version"]).status == 0

    @Test(.enabled(if: hasLess)) func `the same rows after each key`() throws {
        // It counts in both.
        let variables = ["LESS": "-i -j1 -z11"]
        let less = try TmuxSession(rows: Self.rows, variables: variables)
        let curlew = try TmuxSession(rows: Self.rows, variables: variables)
        let path = less.path("body")
        try Self.body.write(toFile: path, atomically: true, encoding: .utf8)
        try less.enter("less \(path)")
        try curlew.enter("\(EndToEnd.program) -q - < \(path)")
        for session in [less, curlew] { try session.wait("the first lines") { $0.count > 10 && $0[0] == "line 1" && $0[10] == "line 11" } }
        for step in [Self.moving, Self.searching, Self.horizontal].flatMap({ $0.split(separator: "|") }) {
            for session in [less, curlew] { try press(step, in: session) }
            var expected: [String] = [], found: [String] = []
            for _ in 0..<150 {
                poll(nil, 0, 20)
                expected = try less.rows().prefix(Self.rows - 1).map { $0 == "~" ? "" : $0 }
                found = try Array(curlew.rows().prefix(Self.rows - 1))
                if expected == found { break }
            }
            try #require(found == expected, "after \(step)")
        }
    }

    private func press(_ step: Substring, in session: TmuxSession) throws {
        let keys = step.split(separator: " ").map(String.init)
        // ESC and what follows come together.
        if keys[0] == "Escape" { return try session.press("Escape", keys[1]) }
        for key in keys {
            if key.hasPrefix(":") { try session.type(String(key.dropFirst())) } else { try session.press(key) }
        }
    }
}
