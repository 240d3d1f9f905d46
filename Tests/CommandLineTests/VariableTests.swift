import CommandLine
import Plan
import Testing

/// curl(1), VARIABLES: of curl 8.3, newer than the curl that is beside us in other tests.
@Suite struct VariableTests {
    private func body(_ arguments: String..., files: [String: String] = [:], environment: [String: String] = [:]) throws -> String? {
        guard case .view(let all) = try Action(arguments + ["u"], environment: environment, files: FakeFiles(texts: files)) else {
            return nil
        }
        return all[0].request.body.flatMap(\.bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("a {{v}} b {{v}}", "a  x\"y  b  x\"y "), ("{{v:trim}}", "x\"y"), ("{{v:trim:json}}", "x\\\"y"), ("{{v:trim:url}}", "x%22y"),
        ("{{v:b64}}", "IHgieSA="), ("{{v:trim:b64:url}}", "eCJ5"), ("{{unset}}", ""), ("{{v:b64:64dec:trim}}", "x\"y"),
        ("{{v:64dec}}", "[64dec-fail]"), ("{{v:url}}", "%20x%22y%20"), ("{{v:trim}}\\{{v}}", "x\"y{{v}}"),
        ("no variable", "no variable"), ("\\{{v}}", "\\{{v}}"), ("{{v", "{{v"), ("{{}} {{a b}}", "{{}} {{a b}}"),
    ])
    func variablesArePutIn(_ text: String, _ expected: String) throws {
        #expect(try body("--variable", "v= x\"y ", "--expand-data-raw", text) == expected)
    }

    @Test func theyComeFromFilesAndTheEnvironment() throws {
        #expect(try body("--variable", "v@f", "--expand-data", "{{v}}", files: ["f": "content"]) == "content")
        #expect(try body("--variable", "%HOME", "--expand-data", "{{HOME}}", environment: ["HOME": "/h"]) == "/h")
        #expect(try body("--variable", "%NO=default", "--expand-data", "{{NO}}") == "default")
        #expect(try body("--variable", "%NO@f", "--expand-data", "{{NO}}", files: ["f": "content"]) == "content")
        #expect(try body("--variable", "v[2-4]=abcdefg", "--expand-data", "{{v}}") == "cde")
        #expect(try body("--variable", "v[5-]@f", "--expand-data", "{{v}}", files: ["f": "abcdefg"]) == "fg")
    }

    @Test func theyOutliveNextAndReachEveryOptionWithAnArgument() throws {
        let all = try plans([
            "--variable", "h=x.test", "--expand-url", "http://{{h}}/", "--next", "--expand-url", "http://{{h}}/2", "--expand-user",
            "{{h}}:p",
        ])
        #expect(all.map(\.request.url) == ["http://x.test/", "http://x.test/2"])
        #expect(all[1].request.credentials == "x.test:p")
    }

    @Test func configFilesExpandToo() throws {
        #expect(
            try plans(["-K", "c", "u"], files: ["c": "variable = \"v=1\"\nexpand-data = \"{{v}}\"\n"])[0].request.body
                == RequestBody("1".utf8))
    }

    @Test(arguments: [
        (["--variable", "%NOTSET", "u"], "option --variable: Variable 'NOTSET' import fail, not set", 2),
        (["--variable", "v@missing", "u"], "option --variable: Failed to open missing: No such file or directory", 26),
        (["--variable", "v=1", "--expand-data", "{{v:frob}}", "u"], "option --expand-data: unknown variable function in 'v:frob'", 2),
        (["--variable", "v@nul", "--expand-data", "{{v}}", "u"], "option --expand-data: variable contains null byte", 2),
        (["--expand-silent", "u"], "option --expand-silent: expansion failure", 2),
        (["--expand-frob", "x", "u"], "option --expand-frob: is unknown", 2),
        (["--variable", "v[4-2]=abc", "u"], "option --variable: Bad byte range", 2),
    ])
    func whatCannotBeDoneIsNamed(_ arguments: [String], _ message: String, _ status: Int32) {
        let error = failure(arguments, files: ["nul": "a\0b"])
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.exitStatus == status)
    }

    @Test func oddOnesAreWarnedOf() throws {
        #expect(try plans(["--variable", "=x", "u"]).warnings == ["Bad variable name length (0), skipping"])
        #expect(try plans(["--variable", "v", "u"]).warnings == ["Bad --variable syntax, skipping: v"])
    }
}
