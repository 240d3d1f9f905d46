import Bodies
import CXattr
import Foundation
import HTTP
import Plan
import Testing

@testable import Runtime

@Suite struct OutputFileTests {
    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "curlew-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    private func file(_ name: String, keeping kept: Int = 0, _ change: (inout Output) -> Void = { _ in }) throws -> OutputFile {
        var settings = Output()
        settings.name = name
        settings.directory = directory
        change(&settings)
        return try OutputFile(settings, keeping: kept)
    }

    private func put(_ text: String, in file: inout OutputFile) throws {
        try Array(text.utf8).withUnsafeBytes { try file.write($0) }
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: directory + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    private func make(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + name))
    }

    private func head(_ disposition: String) -> ResponseHead {
        let field = HeaderField(line: Array("Content-Disposition: \(disposition)".utf8))
        return ResponseHead(statusLine: Array("HTTP/1.1 200 OK".utf8), fields: HeaderFields([field]))
    }

    @Test func nothingIsMadeBeforeTheFirstByte() throws {
        try make("a", "old")
        var file = try file("a")
        #expect(text("a") == "old")
        try put("new", in: &file)
        #expect(text("a") == "new")
    }

    @Test func anAttemptAfterAnotherStartsOverAndKeepsWhatWasThereBefore() throws {
        try make("a", "kept")
        var file = try file("a", keeping: 4)
        try put("first attempt", in: &file)
        file.close()
        file.startOver()
        try put("+", in: &file)
        #expect(text("a") == "kept+")
    }

    @Test func withoutClobberingANumberIsPutBehind() throws {
        try make("a", "old")
        try make("a.1", "older")
        var file = try file("a") { $0.clobber = .never }
        try put("new", in: &file)
        #expect(text("a") == "old" && text("a.1") == "older" && text("a.2") == "new")
        #expect(file.path == directory + "/a.2")
    }

    @Test func theServerMayNameTheFileAndReplacesNone() throws {
        try make("name", "old")
        var first = try file("", { $0.takesNameFromHeader = true })
        #expect(throws: BodyWriteFailure(message: "Failed to open the file \(directory)/name: File exists")) {
            try first.take(head("attachment; filename=\"../../name\""))
        }
        var second = try file("url-name", { $0.takesNameFromHeader = true })
        try second.take(head("attachment; filename=other; size=1"))
        try put("new", in: &second)
        #expect(text("name") == "old" && text("other") == "new" && text("url-name") == nil)
    }

    @Test(arguments: [#"attachment; filename="""#, "attachment; filename=/etc/"]) func `a name from the head may not be empty`(
        _ value: String
    ) throws {
        var file = try file("url-name", { $0.takesNameFromHeader = true })
        #expect(throws: BodyWriteFailure(message: "Remote filename has no length!")) { try file.take(head(value)) }
    }

    @Test func withoutANameNothingIsSent() {
        #expect(throws: BodyWriteFailure(message: "Remote file name has no length")) { try file("") }
    }

    @Test func directoriesAreMadeOnRequest() throws {
        var file = try file("x/y/z") { $0.createsDirectories = true }
        try put("deep", in: &file)
        #expect(text("x/y/z") == "deep")
        #expect(throws: BodyWriteFailure(message: "Error creating directory /proc/curlew: No such file or directory")) {
            try self.file("x") {
                $0.directory = "/proc/curlew"
                $0.createsDirectories = true
            }
        }
    }

    @Test(arguments: [
        (#"attachment; filename="a b.txt""#, "a b.txt"), ("filename=a;b", "a"), ("inline; FILENAME=a", nil), ("x; filename='q\"r'", "q\"r"),
        (#"x; filename="c:\dir\f""#, "f"), ("x; filename=/etc/", ""), ("x; filename*=UTF-8''e; filename=f", "f"), ("filename=", ""),
        ("", nil),
        ("x; filename=..", ".."), (#"x; filename="unclosed"#, "unclosed"),
    ])
    func aNameIsReadFromTheHead(_ value: String, _ wanted: String?) {
        #expect(RemoteName.of(contentDisposition: value) == wanted)
    }

    @Test func theOriginIsStoredWithTheFile() throws {
        var file = try file("a")
        try put("x", in: &file)
        var report = TransferReport()
        report.effectiveURL = "http://me:secret@h.test/a"
        report.figures.contentType = "text/plain"
        _ = file.storeOrigin(report)
        func value(_ name: String) -> String? {
            var bytes = [UInt8](repeating: 0, count: 200)
            let count = getxattr(directory + "/a", name, &bytes, bytes.count)
            return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
        }
        // Not every file system has them.
        guard value("user.creator") != nil else { return }
        #expect(value("user.xdg.origin.url") == "http://h.test/a" && value("user.mime_type") == "text/plain")
        #expect(value("user.xdg.referrer.url") == nil)
    }
}
