import Plan
import TestSupport
import Testing

@testable import CommandLine

/// The values of `-F`, read as curl 7.88.1 reads them.
@Suite struct FormTests {
    private func part(
        _ name: String?, _ content: FormPart.Content, type: String? = nil, fileName: String? = nil,
        headers: [String] = [], encoder: String? = nil
    ) -> FormPart {
        var part = FormPart(name: name, content: content)
        part.type = type
        part.fileName = fileName
        part.headerLines = headers
        part.encoder = encoder
        return part
    }

    private func parts(_ values: [String], files: [String: String] = [:]) throws -> [FormPart] {
        try plan(values.flatMap { ["-F", $0] } + ["u"], files: files).request.form?.parts ?? []
    }

    private func text(_ text: String) -> FormPart.Content {
        .bytes(Array(text.utf8))
    }

    @Test func textAndItsParameters() throws {
        #expect(try parts(["a=1"]) == [part("a", text("1"))])
        #expect(try parts(["a="]) == [part("a", text(""))])
        #expect(try parts(["=b"]) == [part(nil, text("b"))])
        #expect(try parts(["a=b=c"]) == [part("a", text("b=c"))])
        #expect(try parts(["a= <b> "]) == [part("a", text("<b>"))])
        #expect(try parts(["a=\" b;c \""]) == [part("a", text(" b;c "))])
        #expect(try parts([#"a="\"\\\n""#]) == [part("a", text(#""\\n"#))])
        #expect(try parts(["a=\"b"]) == [part("a", text("\"b"))])
        #expect(try parts(["a=b;TYPE=text/plain"]) == [part("a", text("b"), type: "text/plain")])
        #expect(
            try parts(["a=b;type=text/plain; charset=utf-8 ;filename=\"x;y\";encoder=base64;headers=X: 1;headers=\"Y: 2;3\""])
                == [
                    part(
                        "a", text("b"), type: "text/plain; charset=utf-8", fileName: "x;y", headers: ["X: 1", "Y: 2;3"], encoder: "base64")
                ])
    }

    @Test func files() throws {
        #expect(try parts(["a=@f"]) == [part("a", .file(path: "f", isUpload: true))])
        #expect(try parts(["a=<f;type=a/b"]) == [part("a", .file(path: "f", isUpload: false), type: "a/b")])
        #expect(
            try parts(["a=@\"f;1\";filename=g,h;type=a/b"])
                == [
                    part(
                        "a",
                        .parts([
                            part(nil, .file(path: "f;1", isUpload: true), fileName: "g"),
                            part(nil, .file(path: "h", isUpload: true), type: "a/b"),
                        ]))
                ])
        #expect(try parts(["a=@-"], files: ["-": "in"]) == [part("a", text("in"), fileName: "-")])
        #expect(try parts(["a=@-;filename=k"], files: ["-": "in"]) == [part("a", text("in"), fileName: "k")])
        #expect(try parts(["a=<-"], files: ["-": "in"]) == [part("a", text("in"))])
    }

    @Test func fieldsFromAFile() throws {
        let file = "X: 1\r\n# no\n  more\nY: 2 \n\nZ: 3"
        #expect(try parts(["a=b;headers=@h"], files: ["h": file]) == [part("a", text("b"), headers: ["X: 1  more", "Y: 2", "Z: 3"])])
        #expect(failure(["-F", "a=b;headers=@no", "u"])?.exitStatus == 26)
    }

    @Test func multipartsNestAndEndByThemselves() throws {
        let inner = part("i", .parts([part(nil, text("2"))]), type: "a/b")
        #expect(
            try parts(["a=1", "o=(;headers=\"X: 1\"", "i=(;type=a/b", "=2", "=)", "b=3", "=)", "c=4"])
                == [part("a", text("1")), part("o", .parts([inner, part("b", text("3"))]), headers: ["X: 1"]), part("c", text("4"))])
        #expect(try parts(["o=(", "i=(;type=a/b", "=2"]) == [part("o", .parts([inner]))])
    }

    @Test func aFormStringMeansNothingElse() throws {
        let form = try plan(["--form-escape", "--form-string", "a=@b;type=c/d", "--form-string", "=(", "u"]).request.form
        #expect(form?.parts == [part("a", text("@b;type=c/d")), part(nil, text("("))])
        #expect(form?.escapesWithBackslash == true)
    }

    @Test(arguments: ["a", "=)", "a=b;type=plain", "a=b;type=/plain", "a=b;type="])
    func whatMakesNoSenseIsRefused(_ value: String) {
        let error = failure(["-F", value, "u"])
        #expect(error?.exitStatus == 2)
        #expect(error?.message.hasPrefix("option -F: ") == true)
    }

    @Test func whatIsOddIsWarnedOf() throws {
        #expect(try plans(["-F", "a=b;foo=1", "u"]).warnings == ["skip unknown form field: foo=1"])
        #expect(try plans(["-F", "a=<f;filename=g", "u"]).warnings == ["Field file name not allowed here: g"])
        #expect(try plans(["-F", "a=(;encoder=g", "u"]).warnings == ["Field encoder not allowed here: g"])
        #expect(try plans(["-F", "a=b;", "u"]).warnings.isEmpty)
    }

    @Test func randomValuesAreReadOrRefused() {
        var generator = SeededGenerator(seed: 11)
        let pieces = ["a", "=", ";", "\"", "\\", "@", "<", "(", ")", ",", " ", "type=", "filename=", "headers=", "encoder=", "/", "é"]
        for _ in 0..<5_000 {
            let value = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let error = failure(["-F", value, "u"])
            #expect(error == nil || [2, 26].contains(error?.exitStatus))
        }
    }
}
