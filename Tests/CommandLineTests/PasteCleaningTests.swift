@testable import CommandLine
import Plan
import Testing

/// What comes along with a command from where it was copied.
@Suite struct PasteCleaningTests {
    private func paste(_ text: String) throws -> Paste {
        try Paste(text, environment: [:])
    }

    @Test(arguments: [
        ("```\ncurl 'a b'\n```", ["only what stands between the ``` was read"]),
        ("Try this:\n\n```bash\ncurl \\\n  'a b'\n```\nand tell me", ["only what stands between the ``` was read"]),
        ("> ~~~sh\n curl 'a b'\n> ~~~", ["only what stands between the ``` was read"]),
        ("```curl 'a b'```", ["only what stands between the ``` was read"]), ("`curl 'a b'`", []), (" `curl 'a b'`\n", []),
        ("\u{FEFF}curl 'a b'", []), ("curl\u{A0}'a\u{A0}b'", ["no-break spaces were read as blanks"]),
        ("curl\u{202F}'a b'", ["no-break spaces were read as blanks"]), ("\u{A0}\u{A0}curl 'a b'", ["no-break spaces were read as blanks"]),
        ("\u{200B}curl 'a b'\u{200B}", ["2 invisible characters were left out"]),
        ("curl \u{FEFF}'a b'", ["1 invisible character was left out"]),
        ("$ curl 'a b'", []), ("% curl 'a b'", []), ("me@host:~/x$ curl 'a b'", []), ("[root@host ~]# curl 'a b'", []),
        ("\u{276F} curl 'a b'", []),
        ("$ curl \\\n> 'a b'", []), ("# first\n# curl is a program\ncurl 'a b'", []),
    ])
    func `it is taken off`(_ text: String, _ notes: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [["a b"]])
        #expect(paste.notes == notes)
        #expect(paste.dialect == .posix)
    }

    @Test func `in quotes it may be meant, and is named`() throws {
        let paste = try paste("curl 'a\u{A0}b' \"c\u{200B}d\u{200B}\" 'e\u{200D}f'")
        #expect(paste.commands[0].arguments == ["a\u{A0}b", "c\u{200B}d\u{200B}", "e\u{200D}f"])
        #expect(
            paste.notes == [
                "a no-break space stands in quotes and is sent as it is",
                "an invisible character, U+200B, stands in quotes and is sent as it is",
            ])
    }

    @Test func `quotes and dashes inside of words stay`() throws {
        #expect(
            try paste("curl -d name=O\u{2019}Brien -d 'a \u{2013} b' x\u{2013}y").commands[0].arguments == [
                "-d", "name=O\u{2019}Brien", "-d", "a \u{2013} b", "x\u{2013}y",
            ])
    }

    @Test func `what stands in quotes is no fence and no prompt`() throws {
        let text = "a\n$ b\n```\n% c\nme@host$ curl d\n```"
        #expect(try paste("curl -d '\(text)' x").commands.map(\.arguments) == [["-d", text, "x"]])
        #expect(try paste("curl -d 'a\n```' x").commands.map(\.arguments) == [["-d", "a\n```", "x"]])
        #expect(try paste("curl x\n```\n").commands.map(\.arguments) == [["x"]])
        #expect(try paste("It's this:\n```\ncurl x\n```").commands.map(\.arguments) == [["x"]])
    }

    @Test func `marks stand in the line that was pasted`() {
        #expect(throws: CommandLineError("line 3 of what was pasted: this quote has no end:\ncurl 'a\n     ^")) {
            try paste("see\n```\ncurl 'a\n```")
        }
        #expect(throws: CommandLineError("line 2 of what was pasted: this quote has no end:\n  'b\n  ^")) { try paste("$ curl \\\n> 'b") }
        #expect(throws: CommandLineError("nothing was pasted")) { try paste("```\n```") }
    }
}

/// A line typed in the viewer, with and without the word `curl`.
@Suite struct BareArgumentsTests {
    private func arguments(_ text: String) throws -> [[String]] {
        try Paste(text, environment: ["A": "a"], mayLackProgram: true).commands.map(\.arguments)
    }

    @Test(arguments: [
        ("http://h/x", ["http://h/x"]),
        (#"-H 'a: b' "http://h/x y" -d "\"q\"" z\ z"#, ["-H", "a: b", "http://h/x y", "-d", "\"q\"", "z z"]),
        (#"-d "$A" '$A'"#, ["-d", "a", "$A"]), ("http://h/\nhttp://h/2", ["http://h/", "http://h/2"]),
    ])
    func `quotes are read the same with and without the program`(_ text: String, _ words: [String]) throws {
        #expect(try arguments(text) == [words])
        #expect(try arguments("curl " + text.replacing("\n", with: " ")) == [words])
        #expect(try arguments("$ curl " + text.replacing("\n", with: " ")) == [words])
    }

    @Test(arguments: [
        "http://h/?a=1&b=2;c=(3)|4<5>6#x", "http://h/?$filter=x&$top=1", "~/x", "http://h/it's", "http://h/`x`", ":9137/x", "/path",
        "?a=b&c",
    ])
    func `without the program no shell is meant`(_ url: String) throws {
        #expect(try arguments(url) == [[url]])
    }
}

/// What stands after `curlew` when a whole command was copied after it.
@Suite struct ProgramWordTests {
    @Test(arguments: [
        ["curl", "-s", "http://h/"], ["$", "curl", "-s", "http://h/"], ["curl -s http://h/"], ["$ curl -s 'http://h/'"],
        ["/usr/bin/curl", "-s", "http://h/"],
        ["curl.exe", "-s", "http://h/"], ["curl -s", "http://h/"], ["curl", "http://h/", "-s"], ["```\ncurl -s http://h/\n```"],
    ])
    func `the word curl is not a host`(_ arguments: [String]) throws {
        let all = try plans(arguments)
        #expect(all.map(\.request.url) == ["http://h/"])
        #expect(all[0].isSilent)
    }

    @Test func `alone it is a host, and so is it after another word`() throws {
        #expect(try plans(["curl"]).map(\.request.url) == ["curl"])
        #expect(try plans(["-s", "curl", "http://h/"]).map(\.request.url) == ["curl", "http://h/"])
        #expect(try plans(["http://h/a curl b"]).map(\.request.url) == ["http://h/a curl b"])
    }

    @Test func `a command in one argument is read as one that was pasted`() throws {
        let all = try plans(["curl http://h/ -H 'a: b' | jq .\ncurl http://i/", "-k"])
        #expect(all.map(\.request.url) == ["http://h/", "http://i/"])
        #expect(all[0].request.headerLines == ["a: b"])
        #expect(all.remarks == ["left out: | jq ."])
        #expect(failure(["curl http://h/$A"])?.message.contains("$A is not set") == true)
        #expect(failure(["curl 'http://h/"])?.message.contains("this quote has no end") == true)
    }

    @Test func `its secrets are not shown in the process list`() {
        #expect(secretArguments(in: ["curl", "-u", "a:b", "http://h/"]) == [SecretArgument(index: 2, count: 3)])
        #expect(
            secretArguments(in: ["curl -u a:b http://h/", "-U", "c:d"]) == [
                SecretArgument(index: 0, count: 21), SecretArgument(index: 2, count: 3),
            ])
        #expect(secretArguments(in: ["curl -s http://h/"]) == [])
    }
}

/// URLs that are typed beside another one.
@Suite struct TypedURLTests {
    @Test(arguments: [
        (":9137/x", "http://localhost:9137/x"), (":80", "http://localhost:80"), ("/b?c", "https://u@h:1/b?c"),
        ("?q=1", "https://u@h:1/a/b?q=1"),
        ("//o/x", "https://o/x"), ("http://o/", "http://o/"), ("o/x", "o/x"), (":x", ":x"), ("", ""),
    ])
    func `are relative to it`(_ url: String, _ expected: String) {
        #expect(typedURL(url, relativeTo: "https://u@h:1/a/b?c=/d#/e") == expected)
    }

    @Test func `the other one may lack its scheme or its path`() {
        #expect(typedURL("/x", relativeTo: "localhost:80/a/b") == "localhost:80/x")
        #expect(typedURL("?x", relativeTo: "http://h") == "http://h/?x")
        #expect(typedURL("/x", relativeTo: "http://h") == "http://h/x")
        #expect(typedURL("/x", relativeTo: "http://h?a/b") == "http://h/x")
        #expect(typedURL("/x", relativeTo: nil) == "/x")
        #expect(typedURL(":1/x", relativeTo: nil) == "http://localhost:1/x")
    }
}
