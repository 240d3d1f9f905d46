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
                option --dns-servers: libcurl is built without c-ares
                use: curl -s --dns-servers 127.0.0.1 'http://h/it'\\''s?a&b'
                """)
        #expect(error?.exitStatus == 2)
    }

    @Test func anOptionThatIsNotDoneMayBeTurnedOff() throws {
        #expect(try plan("--no-mptcp --alpn u").request.url == "u")
        #expect(failure(["--mptcp", "u"])?.exitStatus == 2)
    }

    @Test func theValueOfAnOptionWithoutEffectIsNoURL() throws {
        #expect(try plan("--ftp-port - -Q x --krb y u").request.url == "u")
    }
}
