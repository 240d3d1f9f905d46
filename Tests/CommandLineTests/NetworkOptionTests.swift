import Plan
import TestSupport
import Testing

@testable import CommandLine

/// Authentication, TLS, proxies, connections, versions, redirects and limits. What is taken and what is refused is as
/// curl 7.88.1 does.
@Suite struct NetworkOptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var line: String
        var change: @Sendable (inout Request) -> Void
        var testDescription: String { line }

        init(_ line: String, _ change: @escaping @Sendable (inout Request) -> Void) {
            self.line = line
            self.change = change
        }
    }

    static let cases: [Case] = [
        Case("--digest --ntlm") { $0.authentication.schemes = [.digest, .ntlm] },
        Case("--digest --no-digest --negotiate") { $0.authentication.schemes = .negotiate },
        Case("--digest --anyauth") { $0.authentication.schemes = .any },
        Case("--ntlm-wb --basic") { $0.authentication.schemes = [.ntlmByHelper, .basic] },
        Case("--oauth2-bearer t") { $0.authentication.bearerToken = "t" },
        Case("--aws-sigv4 aws:amz:eu:s3") { $0.authentication.awsSignature = "aws:amz:eu:s3" },
        Case("-n") { $0.authentication.netrc.isRequired = true },
        Case("-n --no-netrc --netrc-optional") { $0.authentication.netrc.isOptional = true },
        Case("--netrc-file f") { $0.authentication.netrc.path = "f" },
        Case("--delegation ALWAYS --service-name s") {
            $0.authentication.delegation = .always
            $0.authentication.serviceName = "s"
        },
        Case("--delegation bogus") { _ in },
        Case("--location-trusted") {
            $0.followsRedirects = true
            $0.redirects.trustsEveryHost = true
        },
        Case("--location-trusted --no-location") { $0.redirects.trustsEveryHost = true },
        Case("--post301 --post303") {
            $0.redirects.keepsPostOn301 = true
            $0.redirects.keepsPostOn303 = true
        },
        Case("--post302") { $0.redirects.keepsPostOn302 = true },
        Case("--proto-redir =https") { $0.redirects.schemes = .https },
        Case("--proto -all,+https") { $0.protocols.schemes = .https },
        Case("--proto =HTTP,ftp") { $0.protocols.schemes = .http },
        Case("--proto =ftp") { $0.protocols.schemes = [] },
        Case("--proto ,,,") { _ in },
        Case("--proto-default HTTPS") { $0.protocols.defaultScheme = "HTTPS" },
        Case("--http1.1 -0") { $0.protocols.version = .http1_0 },
        Case("--http2-prior-knowledge") { $0.protocols.version = .http2PriorKnowledge },
        Case("--http2 --http0.9") {
            $0.protocols.version = .http2
            $0.protocols.allowsHTTP09 = true
        },
        Case("--path-as-is --tr-encoding --raw --ignore-content-length --disallow-username-in-url") {
            $0.protocols.keepsDotSegments = true
            $0.protocols.asksForTransferCoding = true
            $0.protocols.isRaw = true
            $0.protocols.ignoresContentLength = true
            $0.protocols.refusesUserInURL = true
        },
        Case("--expect100-timeout .5") { $0.protocols.continueTimeout = 500 },
        Case("--resolve h:80:1.2.3.4 --resolve -h:80 --connect-to ::a:1") {
            $0.connection.resolve = ["h:80:1.2.3.4", "-h:80"]
            $0.connection.connectTo = ["::a:1"]
        },
        Case("--abstract-unix-socket a --unix-socket p") { $0.connection.unixSocket = .path("p") },
        Case("--unix-socket p --abstract-unix-socket a") { $0.connection.unixSocket = .abstract("a") },
        Case("-4 -6") { $0.connection.addressFamily = .ipv6 },
        Case("-64") { $0.connection.addressFamily = .ipv4 },
        Case("--interface lo --local-port 5000-5003") {
            $0.connection.interface = "lo"
            $0.connection.localPorts = 5000...5003
        },
        Case("--local-port 5000") { $0.connection.localPorts = 5000...5000 },
        Case("--no-keepalive --keepalive-time 5") {
            $0.connection.probesIdlePeer = false
            $0.connection.keepAliveTime = 5
        },
        Case("--no-tcp-nodelay --tcp-fastopen --happy-eyeballs-timeout-ms 0") {
            $0.connection.sendsAtOnce = false
            $0.connection.opensFast = true
            $0.connection.happyEyeballsTimeout = 0
        },
        Case("--doh-url https://d/ --doh-insecure --doh-cert-status") {
            $0.connection.nameServerURL = "https://d/"
            $0.connection.trustsAnyNameServer = true
            $0.connection.nameServerNeedsStapledStatus = true
        },
        Case("--doh-url https://d/ --doh-url=") { _ in },
        Case("-y 5") {
            $0.limits.slowTime = 5
            $0.limits.slowSpeed = 1
        },
        Case("-Y 5") {
            $0.limits.slowTime = 30
            $0.limits.slowSpeed = 5
        },
        Case("-y 010 -Y 0") { $0.limits.slowTime = 10 },
        Case("--limit-rate 10k --max-filesize 1M") {
            $0.limits.rate = 10_240
            $0.limits.fileSize = 1 << 20
        },
        Case("--limit-rate 10B --limit-rate 0 --max-filesize 2g") { $0.limits.fileSize = 2 << 30 },
        Case("--cacert c --capath d --crlfile l --cert-type DER --key k --key-type ENG --pass p") {
            $0.tls.authorityFile = "c"
            $0.tls.authorityDirectory = "d"
            $0.tls.revocationList = "l"
            $0.tls.certificateType = "DER"
            $0.tls.key = "k"
            $0.tls.keyType = "ENG"
            $0.tls.passPhrase = "p"
        },
        Case("-E c:p:q") {
            $0.tls.certificate = "c"
            $0.tls.passPhrase = "p:q"
        },
        Case("--pass p -E c\\:d\\\\e\\f:") {
            $0.tls.certificate = "c:d\\e\\f"
            $0.tls.passPhrase = "p"
        },
        Case("-E PKCS11:a:b") { $0.tls.certificate = "PKCS11:a:b" },
        Case("--tlsv1.2 --tls-max 1.3") {
            $0.tls.minimumVersion = .v1_2
            $0.tls.maximumVersion = .v1_3
        },
        Case("-1 --tls-max 1.0 --tls-max default") { $0.tls.minimumVersion = .v1 },
        Case("--ciphers a --tls13-ciphers b --curves c --pinnedpubkey sha256//x") {
            $0.tls.ciphers = "a"
            $0.tls.tls13Ciphers = "b"
            $0.tls.pinnedPublicKey = "sha256//x"
            $0.serverTLS.curves = "c"
        },
        Case("--no-alpn --no-sessionid --false-start --cert-status --engine e --ssl-allow-beast") {
            $0.serverTLS.offersALPN = false
            $0.serverTLS.resumesSessions = false
            $0.serverTLS.startsFalse = true
            $0.serverTLS.needsStapledStatus = true
            $0.serverTLS.engine = "e"
            $0.tls.allowsBEAST = true
        },
        Case("--tlsuser u --tlspassword p --tlsauthtype SRP") {
            $0.tls.srpUser = "u"
            $0.tls.srpPassword = "p"
            $0.tls.usesSRP = true
        },
        Case("-x p:1 -U u:p -p --proxy-ntlm --noproxy * --preproxy socks5://s") {
            $0.proxy.url = "p:1"
            $0.proxy.credentials = "u:p"
            $0.proxy.tunnels = true
            $0.proxy.schemes = .ntlm
            $0.proxy.bypass = "*"
            $0.proxy.preproxy = "socks5://s"
        },
        Case("--socks5 s -x p") { $0.proxy.url = "p" },
        Case("-x p --socks5-hostname s --socks5-gssapi --socks5-gssapi-nec --socks5-gssapi-service x") {
            $0.proxy.url = "s"
            $0.proxy.kind = .socks5Hostname
            $0.proxy.socksSchemes = .gssapi
            $0.proxy.socksProtectionIsUnsealed = true
            $0.proxy.serviceName = "x"
        },
        Case("--proxy=") { $0.proxy.url = "" },
        Case("--proxy1.0 p --proxy-header A:b --proxy-header C; --proxy-insecure --haproxy-protocol") {
            $0.proxy.url = "p"
            $0.proxy.kind = .http1_0
            $0.proxy.headerLines = ["A:b", "C;"]
            $0.proxy.trustsAnyCertificate = true
            $0.proxy.announcesClient = true
        },
        Case("--proxy-cacert c --proxy-cert d:p --proxy-tlsv1 --proxy-ciphers x --suppress-connect-headers") {
            $0.proxy.tls.authorityFile = "c"
            $0.proxy.tls.certificate = "d"
            $0.proxy.tls.passPhrase = "p"
            $0.proxy.tls.minimumVersion = .v1
            $0.proxy.tls.ciphers = "x"
            $0.proxy.hidesConnectHeads = true
        },
    ]

    @Test(arguments: cases) func theRequestIs(_ sample: Case) throws {
        var expected = Request(url: "u")
        sample.change(&expected)
        let request = try plan(sample.line + " u").request
        #expect(request == expected)
        // And out again.
        let words = try #require(try pastedCommands(curlCommand(request, showingSecrets: true)).first)
        #expect(try plan(words).request == expected, "\(words)")
    }

    /// Whatever they are together, out and in again gives the same request.
    @Test func anyOfThemTogetherGoTheRoundTrip() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let lines = NetworkOptionTests.cases.shuffled(using: &generator).prefix(Int.random(in: 2..<12, using: &generator)).map(\.line)
            let request = try plan(lines.joined(separator: " ") + " u").request
            let words = try #require(try pastedCommands(curlCommand(request, showingSecrets: true)).first)
            #expect(try plan(words).request == request, "\(lines) \(words)")
        }
    }

    @Test(arguments: [
        "--proto =", "--tls-max 9", "--tls-max 1", "--local-port 99999", "--local-port 5000-4000", "--local-port x",
        "--local-port 5000-5003x", "--limit-rate 1X", "--limit-rate -1", "--limit-rate 10kb", "--limit-rate 0x10",
        "--limit-rate=", "--max-filesize x", "--max-filesize 99999999999999999999", "--max-filesize 9999999999999G",
        "-y x", "-y 1.5", "-Y -1", "-y 99999999999999999999", "--keepalive-time x", "--happy-eyeballs-timeout-ms x",
        "--expect100-timeout x", "--expect100-timeout -1", "--tlsauthtype foo", "--dns-servers 1.1.1.1", "--http3",
        "--no-ipv4", "--no-tlsv1.2", "--engine list",
    ])
    func nonsenseIsRefused(_ line: String) {
        let error = failure(line.split(separator: " ").map(String.init) + ["u"])
        #expect(error?.exitStatus == 2)
        #expect(error?.message.hasPrefix("option \(line.prefix { $0 != " " && $0 != "=" }): ") == true)
    }

    @Test func aSchemeThatNobodyKnowsIsNoDefault() {
        #expect(failure(["--proto-default", "bogus", "u"])?.exitStatus == 1)
    }

    @Test func fieldsForTheProxyComeFromFilesToo() throws {
        let lines = try plan(["--proxy-header", "@f", "u"], files: ["f": "A: 1\n#\nB: 2\r\n"]).request.proxy.headerLines
        #expect(lines == ["A: 1", "B: 2"])
        #expect(failure(["--proxy-header", "@no", "u"])?.exitStatus == 26)
    }

    @Test func aProxyPasswordIsAskedForToo() throws {
        #expect(try plan("-U me u").needsProxyPassword)
        #expect(try !plan("-U me:p u").needsProxyPassword)
        // As curl: the token is enough.
        #expect(try !plan("-u me --oauth2-bearer t u").needsPassword)
    }

    @Test func secretsAreHiddenInTheCommand() throws {
        let line = "-U me:pw --oauth2-bearer tok -E c:phrase --tlspassword srp -x http://a:b@p --proxy-pass deep"
        let command = curlCommand(try plan(line + " u").request, showingSecrets: false)
        for secret in ["pw", "tok", "phrase", "srp", "a:b", "deep"] { #expect(!command.contains(secret), "\(secret)") }
        #expect(command.contains("'me:***'"))
    }

    @Test(arguments: [
        (["-u", "me:pw", "u"], [SecretArgument(index: 1, count: 5)]),
        (["-sume:pw", "u"], [SecretArgument(index: 0, count: 5)]),
        (["u", "--user=me:pw", "--proxy-user", "é:x"], [SecretArgument(index: 1, count: 5), SecretArgument(index: 3, count: 4)]),
        (["-E", "c:p", "--pass", "p", "-o", "x"], [SecretArgument(index: 1, count: 3), SecretArgument(index: 3, count: 1)]),
        (["--", "-u", "me:pw"], []),
        (["-u", ""], []),
    ])
    func secretsAreFoundAmongTheArguments(_ arguments: [String], _ secrets: [SecretArgument]) {
        #expect(secretArguments(in: arguments) == secrets)
    }
}
