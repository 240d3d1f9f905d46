import TestSupport
import Testing

extension EndToEnd {
    @Suite struct VersionTests {
        private func lines(_ program: String) -> [String] {
            String(decoding: run([program, "-V"]).output, as: UTF8.self).split(separator: "\n").map(String.init)
        }

        @Test func `-V says what curlew is made of and what its libcurl can do`() throws {
            let ours = lines(EndToEnd.program)
            #expect(ours.count == 4)
            #expect(ours[0].wholeMatch(of: #/curlew [0-9.]+ libcurl/[0-9.]+ ncurses/[0-9.]+ PCRE2/[0-9.]+ Swift/[0-9.]+/#) != nil)
            #expect(ours[1].hasPrefix("libcurl/"))
            #expect(ours[2] == "Protocols: http https")
            #expect(ours[3].hasPrefix("Features: "))
        }

        /// Both have the same library.
        @Test(.enabled(if: CurlHelp.curlIsInstalled)) func `the features are those that curl tells`() throws {
            let curls = lines("curl").first { $0.hasPrefix("Features:") }
            #expect(lines(EndToEnd.program).last == curls)
        }
    }
}
