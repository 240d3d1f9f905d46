import CommandLine
import Plan
import Testing

/// What a shell would put in place of something, and what it would do after the command.
@Suite struct PasteVariableTests {
    private static let environment = ["HOME": "/home/me", "HOST": "h", "TOKEN": "a b", "OPTIONS": "-s  -H x:y", "EMPTY": ""]

    private func paste(_ text: String) throws -> Paste {
        try Paste(text, environment: Self.environment)
    }

    @Test(arguments: [
        (#"curl "http://$HOST/" -H "a: $TOKEN" -H 'b: $TOKEN'"#, ["http://h/", "-H", "a: a b", "-H", "b: $TOKEN"]),
        (#"curl http://${HOST}:80/x$HOST-y "$""#, ["http://h:80/xh-y", "$"]),
        (#"curl $OPTIONS http://h/ $EMPTY "$EMPTY""#, ["-s", "-H", "x:y", "http://h/", ""]),
        (#"curl \$HOST "\$HOST" $'$HOST' 5$ $"x""#, ["$HOST", "$HOST", "$HOST", "5$", "x"]),
        (#"curl ${NONE:-x y} ${NONE-z} ${EMPTY:-e} "${EMPTY-e}" ${HOST:-w}"#, ["x", "y", "z", "e", "", "h"]),
        ("curl ~/a ~ x~/b '~/c' -d @~/d ~other/e", ["/home/me/a", "/home/me", "x~/b", "~/c", "-d", "@~/d", "~other/e"]),
        ("BASE=http://h\nexport KEY='k l'\ncurl \"$BASE/x\" -H \"a: $KEY\"", ["http://h/x", "-H", "a: k l"]),
        ("BASE=http://h; curl $BASE/x", ["http://h/x"]),
    ])
    func `variables and the home directory are those of the environment`(_ text: String, _ arguments: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [arguments])
        #expect(paste.missing == [])
    }

    @Test func `what the environment lacks is named, and what looks secret said so`() throws {
        let text = #"curl http://$A/$1 -H "Authorization: Bearer $B" -u "$C" -H "x: $MY_API_KEY" -d "$A" '$D' "${E}" ${F:-f}"#
        let paste = try paste(text)
        #expect(
            paste.missing == [
                MissingVariable(name: "A", isSecret: false), MissingVariable(name: "1", isSecret: false),
                MissingVariable(name: "B", isSecret: true),
                MissingVariable(name: "C", isSecret: true), MissingVariable(name: "MY_API_KEY", isSecret: true),
                MissingVariable(name: "E", isSecret: false),
            ])
        let answered = try Paste(text, environment: ["A": "a", "1": "1", "B": "b", "C": "c", "MY_API_KEY": "k", "E": "e"])
        #expect(answered.missing == [])
        #expect(answered.commands[0].arguments.prefix(3) == ["http://a/1", "-H", "Authorization: Bearer b"])
    }

    @Test func `in a pipe nobody can be asked`() {
        #expect(
            failure(["--paste"], files: ["-": "curl http://h/$A/$B"])
                == CommandLineError("$A, $B are not set in the environment, and what was pasted needs them"))
        #expect(
            failure(["--paste"], files: ["-": "curl http://h/$A"])
                == CommandLineError("$A is not set in the environment, and what was pasted needs it"))
    }

    @Test(arguments: [
        ("curl -s http://h/ | jq '.a; .b | c'", ["| jq '.a; .b | c'"]),
        ("curl -s http://h/ |\n  jq . |\n  head -n 3\n", ["| jq . | head -n 3"]),
        ("curl -s http://h/ > out.json", ["> out.json"]), ("curl -s > \"a b\" http://h/", ["> \"a b\""]),
        ("curl -s http://h/ >/dev/null 2>&1", [">/dev/null", "2>&1"]),
        ("curl -s http://h/ && echo $(date) \"`x`\"", ["&& echo $(date) \"`x`\""]), ("curl -s http://h/ || exit 1", ["|| exit 1"]),
        ("curl -s http://h/ | jq . > f && wc -l f", ["| jq . > f && wc -l f"]), ("curl -s http://h/ ; echo", ["; echo"]),
        ("curl -s http://h/ \\\n  | python3 -m json.tool", ["| python3 -m json.tool"]), ("curl -s http://h/ &> all", ["&> all"]),
        ("curl -s http://h/ < /dev/null", ["< /dev/null"]), ("sudo curl -s http://h/", ["sudo"]),
        ("HTTPS_PROXY=p curl -s http://h/", ["HTTPS_PROXY=p"]),
        ("cd /tmp\ncurl -s http://h/", ["cd /tmp"]),
    ])
    func `what comes after the command is left out and named`(_ text: String, _ leftOut: [String]) throws {
        let paste = try paste(text)
        #expect(paste.commands.map(\.arguments) == [["-s", "http://h/"]])
        #expect(paste.commands.map(\.leftOut) == [leftOut])
        #expect(paste.remarks == leftOut.map { "left out: \($0)" })
        #expect(paste.missing == [])
    }

    @Test func `what is left out of one command ends with it`() throws {
        let paste = try paste("curl a | jq . ; curl b > f\ncurl c &\ncurl d")
        #expect(paste.commands.map(\.arguments) == [["a"], ["b"], ["c"], ["d"]])
        #expect(paste.commands.map(\.leftOut) == [["| jq ."], ["> f"], [], []])
    }

    @Test func `remarks are said on standard error`() throws {
        let all = try plans(["--paste"], files: ["-": "curl http://h/ | jq ."])
        #expect(all.remarks == ["left out: | jq ."])
    }

    /// `curl -s … | jq` is what is pasted most: its -s is for curl, and hides nothing of what was done to it here.
    @Test func `only a silence that was asked for before the paste holds for remarks`() throws {
        let files = ["-": "curl -s http://h/ | jq ."]
        let all = try plans(["--paste"], files: files)
        #expect(all.remarks == ["left out: | jq ."])
        #expect(all[0].isSilent)
        #expect(try plans(["-s", "--paste"], files: files).remarks == [])
        #expect(try plans(["-s", "--no-silent", "--paste"], files: files).remarks == ["left out: | jq ."])
        #expect(try plans(["curl -s http://h/ | jq ."]).remarks == ["left out: | jq ."])
    }
}
