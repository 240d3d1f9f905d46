import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What Resources/install.sh installs, and takes away again.
    @Suite struct InstallTests {
        private let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Resources/install.sh").path
        private let prefix = FileManager.default.temporaryDirectory.appendingPathComponent("curlew-install-\(UUID().uuidString)")

        private var installed: [String] {
            let all = FileManager.default.enumerator(atPath: prefix.path)?.compactMap { $0 as? String } ?? []
            var isDirectory: ObjCBool = false
            return all.filter { place in
                FileManager.default.fileExists(atPath: "\(prefix.path)/\(place)", isDirectory: &isDirectory) && !isDirectory.boolValue
            }.sorted()
        }

        @Test func whatIsInstalledRunsAndCanBeTakenAway() throws {
            defer { try? FileManager.default.removeItem(at: prefix) }
            #expect(run([script, "--prefix", prefix.path, "--program", EndToEnd.program]).status == 0)
            #expect(
                installed == [
                    "bin/curlew", "share/bash-completion/completions/curlew", "share/fish/vendor_completions.d/curlew.fish",
                    "share/man/man1/curlew.1", "share/zsh/site-functions/_curlew",
                ])
            let version = run(["\(prefix.path)/bin/curlew", "--version"])
            #expect(version.status == 0 && String(decoding: version.output, as: UTF8.self).hasPrefix("curlew "))
            #expect(run([script, "--prefix", prefix.path, "--uninstall"]).status == 0)
            #expect(installed == [])
        }

        @Test func aWordThatItDoesNotKnowInstallsNothing() {
            #expect(run([script, "--perfix", prefix.path]).status == 2)
            #expect(run([script, "--prefix"]).status == 2)
            #expect(installed == [])
        }
    }
}
