import CommandLine
import Testing

/// Whose quoting a paste has is read from all that gives it away.
@Suite struct PasteDialectTests {
    private func paste(_ text: String) throws -> Paste {
        try Paste(text, environment: [:])
    }

    @Test(arguments: [
        // Firefox until 2024, on one line.
        (#"curl "http://h/x" --data-raw "{""a"":""b""}""#, ["http://h/x", "--data-raw", #"{"a":"b"}"#]),
        (#"curl "http://h/x" -H "sec-ch-ua: ""Chromium""""#, ["http://h/x", "-H", #"sec-ch-ua: "Chromium""#]),
        (#"curl "http://h/x" --data-raw "{""it's"":""$ref \\ ""}""#, ["http://h/x", "--data-raw", #"{"it's":"$ref \ "}"#]),
        (#"curl "http://h/?a="%"20b""#, ["http://h/?a=%20b"]),
        // Chrome from 2020 to 2023, on one line.
        (#"curl "http://h/?a=1^&b=^%^20c^%^20d" -s"#, ["http://h/?a=1&b=%20c%20d", "-s"]),
        (#"curl "http://h/x" --data-raw "^{^\^"a^\^":^\^"b^<c^>^|^^^\^"^}""#, ["http://h/x", "--data-raw", #"{"a":"b<c>|^"}"#]),
        // Since then.
        (#"curl ^"http://h/?a=^%^20b^" -H ^"c: ^\^"d^\^"^""#, ["http://h/?a=%20b", "-H", #"c: "d""#]),
        // Firefox since 2024: a line end between two quotes.
        ("curl ^\"http://h/^\" --data-raw ^\"a\"^\r\n\r\n\"b^\"", ["http://h/", "--data-raw", "a\nb"]),
        (#"curl.exe -H "a: b" http://h/"#, ["-H", "a: b", "http://h/"]),
        (#"C:\Users\me>curl -H "a: b" C:\x"#, ["-H", "a: b", #"C:\x"#]),
    ])
    func `for the command prompt`(_ text: String, _ arguments: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [arguments])
        #expect(paste.dialect == .commandPrompt)
        #expect(paste.remarks.contains("read as for the Windows command prompt"))
    }

    @Test(arguments: [
        (
            "curl.exe -X POST http://h/ `\r\n  -H 'a: it''s' `\n  -d '{\"x\":1}'",
            ["-X", "POST", "http://h/", "-H", "a: it's", "-d", #"{"x":1}"#]
        ),
        (#"curl.exe -d '{\"a\": \"b\"}' http://h/"#, ["-d", #"{"a": "b"}"#, "http://h/"]),
        (#"curl.exe -d '{"a": "say \"hi\""}' http://h/"#, ["-d", #"{"a": "say \"hi\""}"#, "http://h/"]),
        ("curl -d \"{`\"a`\":`\"b`\"}\" http://h/", ["-d", #"{"a":"b"}"#, "http://h/"]),
        ("curl.exe -d \"a`tb`n`$c``d\"\"e`u{1F600}\" 'x'", ["-d", "a\tb\n$c`d\"e😀", "x"]),
        (#"curl.exe -H "a: ""b""" -H 'c: d' http://h/"#, ["-H", #"a: "b""#, "-H", "c: d", "http://h/"]),
        (#"curl.exe --% -d "{\"a\": 1}" 'http://h/?a=1&b=2'"#, ["-d", #"{"a": 1}"#, "'http://h/?a=1&b=2'"]),
        (#"& "C:\Windows\System32\curl.exe" -s http://h/"#, ["-s", "http://h/"]),
        (#"PS C:\Users\me> curl.exe -s http://h/ # why"#, ["-s", "http://h/"]),
        ("curl.exe -d @'\n{\"a\":\n 1}\n'@ http://h/", ["-d", "{\"a\":\n 1}", "http://h/"]),
        ("$body = '{\"a\": 1}'\ncurl.exe -d $body 'http://h/'", ["-d", #"{"a": 1}"#, "http://h/"]),
        ("curl `\n  -H \"a: {\\\"b\\\": 1}\" `\n  http://h/", ["-H", #"a: {"b": 1}"#, "http://h/"]),
        ("curl.exe `\n -o \"C:\\tmp\\\" 'http://h/'", ["-o", #"C:\tmp\"#, "http://h/"]),
    ])
    func `for PowerShell`(_ text: String, _ arguments: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [arguments])
        #expect(paste.dialect == .powerShell)
        #expect(paste.remarks.contains("read as for PowerShell"))
    }

    /// What looks a little like the others.
    @Test(arguments: [
        (#"curl http://h/ -d "^[a-z]{2}$""#, ["http://h/", "-d", "^[a-z]{2}$"]),
        (#"curl http://h/ -d '{""a"":^"b"}'"#, ["http://h/", "-d", #"{""a"":^"b"}"#]),
        (#"curl "http://h/""x" -d """#, ["http://h/x", "-d", ""]),
        (#"curl -d "" -H "" http://h/"#, ["-d", "", "-H", "", "http://h/"]),
        (#"curl "http://h/?q=2^""#, ["http://h/?q=2^"]),
        (#"curl "http://h/%20x" -d "{\"a\": \"^{b\"}""#, ["http://h/%20x", "-d", #"{"a": "^{b"}"#]),
        ("curl.exe 'http://h/' \\\n  -s", ["http://h/", "-s"]),
        (#"curl 'it'\''s ^"x^"'"#, [#"it's ^"x^""#]),
    ])
    func `for a POSIX shell`(_ text: String, _ arguments: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [arguments])
        #expect(paste.dialect == .posix)
        #expect(paste.remarks == [])
    }

    @Test func `what is left out is named in each`() throws {
        for (text, leftOut) in [
            (#"curl ^"http://h/^" -s | jq . "#, ["| jq ."]), (#"curl ^"http://h/^" > "a b.json" -s"#, [#"> "a b.json""#]),
            (#"curl ^"http://h/^" -s 2>nul && echo done"#, ["2>nul", "&& echo done"]),
            ("curl.exe 'http://h/' -s | ConvertFrom-Json", ["| ConvertFrom-Json"]), ("curl.exe 'http://h/' -s > 'a b'", ["> 'a b'"]),
            ("curl.exe 'http://h/' -s 2>&1; echo x", ["2>&1", "; echo x"]),
        ] {
            let paste = try paste(text)
            #expect(paste.commands.map(\.arguments) == [["http://h/", "-s"]], "\(text)")
            #expect(paste.commands.map(\.leftOut) == [leftOut], "\(text)")
        }
    }

    @Test func `variables of Windows come from the environment`() throws {
        let environment = ["TOKEN": "t", "Name": "n"]
        #expect(
            try Paste(#"curl.exe -H "a: %token%%20%C3%A9%NONE%""#, environment: environment).commands[0].arguments == [
                "-H", "a: t%20%C3%A9%NONE%",
            ])
        let paste = try Paste(#"curl.exe -H "a: $env:TOKEN ${env:NAME} $Secret" 'x $env:TOKEN'"#, environment: environment)
        #expect(paste.commands[0].arguments == ["-H", "a: t n ", "x $env:TOKEN"])
        #expect(paste.missing == [MissingVariable(name: "Secret", isSecret: true)])
    }
}
