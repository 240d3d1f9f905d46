import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Runtime

/// Programs that take text for the clipboard.
@Suite struct ClipboardTests {
    /// A folder with a program that keeps what it reads.
    private func folder(_ name: String, script: String = "cat > $(dirname $0)/copied") throws -> String {
        let path = "/tmp/curlew-clipboard-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try "#!/bin/sh\n\(script)\n".write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(path)/\(name)")
        return path
    }

    @Test func `a program is taken where there is a desktop, and nobody sits far away`() throws {
        let path = try folder("xclip")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(ClipboardProgram(environment: ["PATH": path, "DISPLAY": ":0"]) != nil)
        #expect(ClipboardProgram(environment: ["PATH": path]) == nil)
        #expect(ClipboardProgram(environment: ["PATH": path, "WAYLAND_DISPLAY": "wayland-0"]) == nil)
        #expect(ClipboardProgram(environment: ["PATH": "/nowhere", "DISPLAY": ":0"]) == nil)
        #expect(ClipboardProgram(environment: ["PATH": path, "DISPLAY": ":0", "SSH_CONNECTION": "::1 1 ::1 22"]) == nil)
        #expect(ClipboardProgram(environment: ["PATH": path, "DISPLAY": ":0", "LESSSECURE": "1"]) == nil)
    }

    @Test func `it reads what is copied, and says if it fails`() throws {
        let path = try folder("pbcopy")
        defer { try? FileManager.default.removeItem(atPath: path) }
        // The shell looks for the program as we do.
        #expect(copy("é\n\(String(repeating: "x", count: 200_000))", in: path) == nil)
        #expect(try String(contentsOfFile: "\(path)/copied", encoding: .utf8).utf8.count == 200_003)
        let failing = try folder("pbcopy", script: "exit 3")
        defer { try? FileManager.default.removeItem(atPath: failing) }
        #expect(copy("x", in: failing) == "not copied: pbcopy ended with status 3")
    }

    private func copy(_ text: String, in path: String) -> String? {
        let said = Mutex<String?>(nil)
        let ended = Latch()
        ClipboardProgram(environment: ["PATH": "\(path):/usr/bin:/bin"])?.copy(text) { failure in
            said.withLock { $0 = failure }
            ended.release()
        }
        #expect(ended.wait())
        return said.withLock { $0 }
    }
}
