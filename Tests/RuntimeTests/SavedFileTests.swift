import App
import Bodies
import Documents
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Runtime

@Suite struct SavedFileTests {
    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "curlew-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    @Test func theExactBytesAreWritten() throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let store = try body(bytes, growing: true)
        let path = directory + "/body"
        #expect(SavedFile.write(.body(store.snapshot), to: path, .asking) == .saved(path: path, bytes: bytes.count))
        #expect(FileManager.default.contents(atPath: path) == Data(bytes))
    }

    @Test func aFileThatIsThereIsReplacedOnlyIfTold() throws {
        let path = directory + "/old"
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        let store = try body("n".utf8)
        #expect(SavedFile.write(.body(store.snapshot), to: path, .asking) == .exists(path: path))
        #expect(FileManager.default.contents(atPath: path) == Data("old".utf8))
        #expect(SavedFile.write(.body(store.snapshot), to: path, .replacing) == .saved(path: path, bytes: 1))
        #expect(FileManager.default.contents(atPath: path) == Data("n".utf8))
    }

    @Test func `a view's text is written, the unfinished line with it`() throws {
        let store = try body("one\n\u{1B}two".utf8, growing: true)
        var text = ViewText(view: .text, charset: Charset(label: nil))
        text.extend(to: store.snapshot)
        let path = directory + "/text"
        #expect(SavedFile.write(.view(text), to: path, .asking) == .saved(path: path, bytes: 9))
        #expect(FileManager.default.contents(atPath: path) == Data("one\n^[two".utf8))
    }

    @Test func aDirectoryIsNotOfferedForReplacement() throws {
        let store = try body("n".utf8)
        let refusal = SaveResult.failed(message: "cannot save to \(directory): Is a directory")
        #expect(SavedFile.write(.body(store.snapshot), to: directory, .asking) == refusal)
        let home = try #require(getenv("HOME").map { String(cString: $0) })
        #expect(
            SavedFile.write(.body(store.snapshot), to: "~", .asking) == .failed(message: "cannot save to \(home): Is a directory"))
    }

    @Test func aFullDiskSaysHowFarItCame() throws {
        let store = try body("hello".utf8)
        #expect(
            SavedFile.write(.body(store.snapshot), to: "/dev/full", .replacing)
                == .failed(message: "saved 0 bytes and no more: cannot write to /dev/full: No space left on device"))
    }

    @Test func noSuchPlaceIsNamed() throws {
        let store = try body("hello".utf8)
        #expect(
            SavedFile.write(.body(store.snapshot), to: "/nonexistent/x", .asking)
                == .failed(message: "cannot save to /nonexistent/x: No such file or directory"))
    }
}
