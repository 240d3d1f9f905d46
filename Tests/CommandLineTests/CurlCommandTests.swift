import HTTPModel
import TestSupport
import Testing

@testable import CommandLine

@Suite struct CurlCommandTests {
    @Test func aCommandIsPlainWhereItCanBe() {
        #expect(curlCommand(Request(url: "http://h/p?a=1"), showingSecrets: false) == "curl 'http://h/p?a=1'")
        #expect(curlCommand(Request(url: "h:80/p"), showingSecrets: false) == "curl h:80/p")
        #expect(curlCommand(Request(url: "-x"), showingSecrets: false) == "curl --url -x")
        #expect(curlCommand(Request(url: "h/[1]"), showingSecrets: false) == "curl --globoff 'h/[1]'")
    }

    @Test func secretsAreHiddenUnlessAskedFor() {
        var request = Request(url: "http://me:pw@x@h/a@b?c@d")
        request.headerLines = ["Authorization: Bearer s", "cookie:s", "Cookie:", "A: b"]
        request.credentials = "me:p:w"
        #expect(
            curlCommand(request, showingSecrets: false)
                == "curl 'http://***@h/a@b?c@d' -H 'Authorization: ***' -H 'cookie: ***' -H Cookie: -H 'A: b' -u 'me:***'")
        let shown = curlCommand(request, showingSecrets: true)
        #expect(shown.contains("me:pw@x@h") && shown.contains("Bearer s") && shown.contains("cookie:s") && shown.contains("me:p:w"))
    }

    @Test func aBodyThatIsNoTextComesByAPipe() {
        var request = Request(url: "h")
        request.body = [0x61, 0, 0xFF]
        #expect(curlCommand(request, showingSecrets: true) == "printf %b '\\0141\\0000\\0377' | curl h --data-binary @-")
    }

    /// Out and in again gives the same request, whatever it holds.
    @Test func theRoundTripChangesNothing() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let request = anyRequest(&generator)
            let command = curlCommand(request, showingSecrets: true)
            let words = try #require(try pastedCommands(command).first)
            #expect(try invocation(words).request == request, "\(command)")
        }
    }

    private func anyRequest(_ generator: inout SeededGenerator) -> Request {
        func text(_ generator: inout SeededGenerator) -> String {
            let pieces = ["a", "'", "\"", "\\", " ", "$x", "`", "\n", "é", "😀", "!", "^", "%", "&", "[", "{", "-", "@", "\t", ";", "#", "***"]
            return (0..<Int.random(in: 0..<8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
        func maybe<Value>(_ generator: inout SeededGenerator, _ value: Value) -> Value? {
            Bool.random(using: &generator) ? value : nil
        }
        var request = Request(url: "h/" + text(&generator))
        request.method = maybe(&generator, text(&generator))
        request.headerLines = (0..<Int.random(in: 0..<3, using: &generator)).map { _ in "X" + text(&generator) }
        request.userAgent = maybe(&generator, text(&generator))
        request.referer = maybe(&generator, "r" + text(&generator))
        request.credentials = maybe(&generator, text(&generator) + ":" + text(&generator))
        request.followsRedirects = Bool.random(using: &generator)
        request.verifiesPeer = Bool.random(using: &generator)
        request.decodesContent = Bool.random(using: &generator)
        request.maximumRedirects = Int.random(in: -1..<60, using: &generator)
        request.maximumTime = maybe(&generator, Int.random(in: 1..<100_000, using: &generator))
        request.connectTimeout = maybe(&generator, Int.random(in: 1..<100_000, using: &generator))
        request.body = maybe(&generator, Array(text(&generator).utf8))
        request.fetchesHeadOnly = request.body == nil && Bool.random(using: &generator)
        return request
    }
}
