import Plan
import Testing

@testable import CommandLine

@Suite struct OptionTableTests {
    private let table = OptionTable.standard

    @Test func noNameAndNoLetterStandsForTwo() {
        let names = table.definitions.map(\.name)
        #expect(Set(names).count == names.count)
        let letters = table.definitions.compactMap(\.short)
        #expect(Set(letters).count == letters.count)
    }

    @Test func everyLetterOfCurlIsKnown() {
        for letter in "0123446:#ABCDEFGHIJKLMNOPQRSTUVXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars {
            #expect(table.definition(short: letter) != nil, "-\(letter)")
        }
    }

    @Test func aRefusedOptionSaysWhatToTypeInstead() {
        let error = failure(["-s", "--dns-servers", "127.0.0.1", "http://h/it's?a&b"])
        #expect(
            error?.message == """
                option --dns-servers: the libcurl here is built without c-ares
                use: curl -s --dns-servers 127.0.0.1 'http://h/it'\\''s?a&b'
                """)
        #expect(error?.exitStatus == 2)
    }

    @Test func anOptionThatIsNotDoneMayBeTurnedOff() throws {
        #expect(try plan("--no-trace-ids --alpn u").request.url == "u")
        #expect(failure(["--trace-ids", "u"])?.exitStatus == 2)
    }

    @Test func theValueOfAnOptionWithoutEffectIsNoURL() throws {
        #expect(try plan("--ftp-port - -Q x --krb y u").request.url == "u")
    }

    @Test(arguments: [
        ("--http3", LibraryNeed.http3), ("--http3-only", .http3), ("--dns-servers 1", .nameServers), ("--dns-interface e", .nameServers),
        ("--dns-ipv4-addr 1", .nameServers), ("--dns-ipv6-addr 1", .nameServers), ("--haproxy-clientip 1", .clientAddress),
        ("--sigalgs a", .signatureAlgorithms), ("--ech true", .encryptedClientHello), ("--tls-earlydata", .earlyData),
        ("--proxy-http2", .http2Proxy),
    ])
    func whatTheLibraryCannotDoIsRefusedWithItsReason(_ line: String, _ need: LibraryNeed) throws {
        let words = line.split(separator: " ").map(String.init) + ["u"]
        let error = #expect(throws: CommandLineError.self) {
            _ = try Action(words, environment: [:], files: FakeFiles()) { $0 != need }
        }
        #expect(error?.message.hasPrefix("option \(words[0]): \(need.refusal)\nuse: curl --") == true && error?.exitStatus == 2)
        guard case .view(let all) = try Action(words, environment: [:], files: FakeFiles(), can: { $0 == need }) else { return }
        #expect(all.first?.request.url == "u")
    }

    @Test func whatTheLibraryCannotDoMayBeTurnedOff() {
        for word in ["--no-tls-earlydata", "--no-proxy-http2"] { #expect(failure([word, "u"]) == nil) }
    }
}
