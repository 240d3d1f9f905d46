import Plan
import TestSupport
import Testing

@testable import CommandLine

/// Pasted commands, in the dialects of shells and browsers.
@Suite struct PasteTests {
    @Test(arguments: [
        (#"curl a  b"#, ["a", "b"]),
        (#"  $ curl a # comment 'x"#, ["a"]),
        (#"/usr/bin/curl 'a b'"c d"e\ f"#, ["a bc de f"]),
        (#"curl '' "" x#y"#, ["", "", "x#y"]),
        (#"curl 'it'\''s' "\"\$\`\\\x""#, ["it's", #""$`\\x"#]),
        ("curl a \\\n  b \\\r\n c\\\nd", ["a", "b", "cd"]),
        ("curl \"a\\\nb\"", ["ab"]),
        ("curl 'a\nb'", ["a\nb"]),
        (#"curl $'a\n\r\t\'\\\"\x41\101\u00e9\ud83d\ude00\U0001F600\q'"#, ["a\n\r\t'\\\"AAé😀😀\\q"]),
        (#"curl $'\ud83d' $'\ud83dx\ude00' $'\u0021x'"#, ["\u{FFFD}", "\u{FFFD}x\u{FFFD}", "!x"]),
        (#"curl $'caf\xc3\xa9'"#, ["café"]),
        (#"curl 5$ $ "$" "a$'b""#, ["5$", "$", "$", "a$'b"]),
        ("curl é'ü'", ["éü"]),
    ])
    func posixQuotingIsUndone(_ text: String, _ words: [String]) throws {
        #expect(try pastedCommands(text) == [words])
    }

    @Test(arguments: [
        // The form since 2023: everything escaped with carets, quotes too.
        (
            #"curl ^"http://h/?a=1^&b=^%^20x^" -H ^"sec-ch-ua: ^\^"C^\^";v=^\^"1^\^"^""#,
            ["http://h/?a=1&b=%20x", "-H", #"sec-ch-ua: "C";v="1""#]
        ),
        (
            "curl ^\"u^\" ^\n  -H ^\"A: b^\" ^\r\n  --data-raw ^\"l1^\n\nl2^\r\n\r\nl3^\"",
            ["u", "-H", "A: b", "--data-raw", "l1\nl2\nl3"]
        ),
        (#"curl ^"u^" --data-raw ^"^{^\^"a^\^":^\^"x^\\y^\^"^}^""#, ["u", "--data-raw", #"{"a":"x\y"}"#]),
        // Before that: the same carets inside plain quotes.
        ("curl \"u\" ^\n -H \"c: ^\\^\"C^\\^\" ^{x^}\"", ["u", "-H", #"c: "C" {x}"#]),
        // And first: quotes doubled, percent signs and line ends outside of the quotes.
        (
            "curl \"http://h/?a=\"%\"20b\" ^\n -H \"q: \"\"x\"\" y^z\" --data \"l1\"^\n\"l2 \\\\n\"",
            ["http://h/?a=%20b", "-H", #"q: "x" y^z"#, "--data", "l1\nl2 \\n"]
        ),
        ("curl.exe \"a\" ^\r\n -o C:\\tmp\\x", ["a", "-o", #"C:\tmp\x"#]),
    ])
    func commandPromptQuotingIsUndone(_ text: String, _ words: [String]) throws {
        #expect(try pastedCommands(text) == [words])
    }

    @Test func severalCommandsAreTakenApart() throws {
        #expect(try pastedCommands("curl 'a' ;\ncurl b&\n\ncurlew c\n") == [["a"], ["b"], ["c"]])
        #expect(try pastedCommands("curl ^\"a^&b^\" ^\r\n  -s &\r\ncurl ^\"c^\"") == [["a&b", "-s"], ["c"]])
    }

    @Test(arguments: [
        ("curl 'a", "this quote has no end", 5),
        ("curl \"a", "this quote has no end", 5),
        ("curl $'a\\", "this quote has no end", 5),
        ("curl ^\"a", "this quote has no end", 5),
        ("wget a", "a curl command is expected", 0),
        ("curl (a)", "only the curl command can be taken, without what a shell does around it", 5),
        ("curl $(id)", "this would run a command, and nothing is run here", 5),
        ("curl \"`id`\"", "this would run a command, and nothing is run here", 6),
        ("curl \"$?\"", "a value that only the shell knows", 6),
        ("curl ${x:0:3}", "only ${NAME} and ${NAME:-text} can be read here", 5),
        ("curl ${x", "this brace has no end", 6),
        ("curl -d @- <<EOF", "a here-document cannot be taken: put its text after -d", 11),
        ("curl a -d @- < f", "what a shell puts into standard input cannot be taken: name the file in place of -", 13),
        ("curl a <(id)", "this would run a command, and nothing is run here", 8),
        ("curl http://h/?a=1&b=2", "a shell ends the command at the & before this: put the URL in quotes", 19),
        ("curl a | jq 'x", "this quote has no end", 12),
        ("curl.exe \"$(id)\" '", "this would run a command, and nothing is run here", 10),
        ("curl \u{201C}http://h/\u{201D}", "\u{201C} is a typographic quote and quotes nothing: put \" or '", 5),
        ("curl \u{2013}v a", "\u{2013} is a dash that no option begins with: put - or --", 5),
    ])
    func whatCannotBeTakenIsMarked(_ text: String, _ problem: String, _ column: Int) {
        #expect(throws: CommandLineError("line 1 of what was pasted: \(problem):\n\(text)\n\(String(repeating: " ", count: column))^")) {
            try pastedCommands(text)
        }
    }

    @Test func theMarkIsInItsLine() {
        #expect(throws: CommandLineError("line 3 of what was pasted: this quote has no end:\n é 'b\n   ^")) {
            try pastedCommands("curl \\\n a \\\n é 'b\r\nc")
        }
        #expect(throws: CommandLineError("nothing was pasted")) { try pastedCommands(" \n") }
    }

    @Test func aPastedCommandIsUnderstoodLikeATypedOne() throws {
        let pasted = "curl 'http://h/\\[1\\]' \\\n  -H 'a: b' \\\n  --data-raw $'x\\u0021' \\\n  --compressed ;\ncurl v"
        let all = try plans(["-s", "--paste"], files: ["-": pasted])
        #expect(all.map(\.request.url) == ["http://h/[1]", "v"])
        #expect(all.first?.request.body == RequestBody("x!".utf8))
        #expect(all.map(\.request.decodesContent) == [true, false])
        #expect(try plan("--paste", files: ["-": "curl 'a b'"]).request.url == "a b")
    }

    @Test func anyBytesAreTakenOrRefused() throws {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "curl", " ", "'", "\"", "\\", "^", "$", "$'", "\n", "\r\n", "&", ";", "\\u", "d83d", "%", "a", "é", "^\"", "|", ">", "2>", "<",
            "&&", "`", "`\n", "^\n", "@'", "@'\n", "\n'@", "--%", "```\n", "\u{A0}", "\u{200B}", "$A", "${A", "}", "$env:", "curl.exe", "#",
            "~", "=", "\"\"",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            do {
                let prefix = ["curl ", "curl.exe ", "", "```\n", "$ curl "].randomElement(using: &generator) ?? ""
                _ = try Paste(prefix + text.joined(), environment: ["A": "a b"], mayLackProgram: Bool.random(using: &generator))
            } catch {
                #expect(error is CommandLineError)
            }
        }
    }
}
