import Glibc
import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// Against nginx: TLS, HTTP/2, gzip.
@Suite(.enabled(if: Nginx.isInstalled, "nginx and openssl are not installed"))
struct TLSTests {
    let nginx: Nginx

    init() throws {
        TestEnvironment.prepare()
        nginx = try TestEnvironment.nginx.get()
    }

    @Test func http2() async throws {
        let fetched = await fetch(nginx.tlsURL("/hello.txt"))
        #expect(fetched.outcome == .complete)
        #expect(fetched.body == Array("hello\n".utf8))
        #expect(fetched.heads.map { String(decoding: $0.statusLine, as: UTF8.self) } == ["HTTP/2 200 "])
        #expect(fetched.heads.first?.fields["content-length"] == "6")
        #expect(fetched.requestHeads.first?.hasPrefix("GET /hello.txt HTTP/2\r\nHost: localhost:\(nginx.tlsPort)\r\n") == true)
        #expect(fetched.report.peer.httpVersion == "2")
        #expect(fetched.report.peer.tlsVersion == "TLSv1.3")
        #expect(fetched.report.peer.address == "127.0.0.1")
        #expect(fetched.report.peer.port == nginx.tlsPort)
        #expect(fetched.report.peer.certificateSubject?.contains("CN = localhost") == true)
        #expect(fetched.report.peer.certificateIssuer?.contains("O = curlew tests") == true)
        #expect(fetched.report.peer.certificateExpiry?.contains("GMT") == true)
        let timing = fetched.report.timing
        let steps = [timing.nameLookup, timing.connect, timing.tlsHandshake, timing.firstByte, timing.total].compactMap(\.self)
        #expect(steps.count == 5)
        #expect(steps == steps.sorted())
    }

    @Test func unknownCertificate() async {
        let ours = await fetch(nginx.strangerURL("/hello.txt"))
        let theirs = await curl([nginx.strangerURL("/hello.txt")])
        #expect(ours.exitStatus == 60)
        #expect(theirs.status == 60)
        #expect(ours.message == theirs.message)
        #expect(ours.body.isEmpty)
    }

    @Test func `the certificates that were refused are told`() async throws {
        let refused = await fetch(nginx.strangerURL("/hello.txt"))
        let accepted = await fetch(nginx.strangerURL("/hello.txt")) { $0.verifiesPeer = false }
        #expect(refused.exitStatus == 60)
        #expect(refused.report.figures.certificates.isEmpty)
        #expect(accepted.report.figures.refusedCertificates.isEmpty)
        let ours = try #require(refused.report.figures.refusedCertificates.first.map(Certificate.init))
        let theirs = try #require(accepted.report.figures.certificates.first.map(Certificate.init))
        #expect(ours == theirs)
        #expect(ours.fingerprint != nil)
    }

    @Test func unknownCertificateAccepted() async {
        let fetched = await fetch(nginx.strangerURL("/hello.txt")) { $0.verifiesPeer = false }
        #expect(fetched.outcome == .complete)
        #expect(fetched.body == Array("hello\n".utf8))
        #expect(fetched.report.peer.certificateSubject?.contains("CN = localhost") == true)
    }

    /// In a process of its own, since the environment is the whole process's.
    @Test(.timeLimit(.minutes(1))) func certificatesFromSSL_CERT_FILE() async {
        await #expect(processExitsWith: .success) {
            TestEnvironment.prepare()
            let nginx = try TestEnvironment.nginx.get()
            unsetenv("CURL_CA_BUNDLE")
            let unknown = await fetch(nginx.tlsURL("/hello.txt"))
            precondition(unknown.exitStatus == 60)
            setenv("SSL_CERT_FILE", nginx.certificate, 1)
            let known = await fetch(nginx.tlsURL("/hello.txt"))
            precondition(known.outcome == .complete)
        }
    }

    @Test func wrongName() async {
        let url = "https://localhost.localhost:\(nginx.tlsPort)/"
        let ours = await fetch(url)
        let theirs = await curl([url])
        #expect(ours.exitStatus == theirs.status)
        #expect(ours.message == theirs.message)
    }

    @Test func plainServerOnTLS() async {
        let url = "https://127.0.0.1:\(nginx.port)/"
        let ours = await fetch(url)
        let theirs = await curl([url])
        #expect(ours.exitStatus == 35)
        #expect(theirs.status == 35)
        #expect(ours.message == theirs.message)
    }

    @Test func peerIsThatOfTheLastHop() async {
        let secure = await fetch(nginx.tlsURL("/redirect")) { $0.followsRedirects = true }
        #expect(secure.heads.map(\.status) == [302, 200])
        #expect(secure.report.peer.tlsVersion == "TLSv1.3")
        #expect(secure.report.peer.certificateSubject != nil)
        let plain = await fetch(nginx.tlsURL("/downgrade")) { $0.followsRedirects = true }
        #expect(plain.heads.map(\.status) == [302, 200])
        #expect(plain.report.peer.port == nginx.port)
        #expect(plain.report.peer.httpVersion == "1.1")
        #expect(plain.report.peer.tlsVersion == nil)
        #expect(plain.report.peer.certificateSubject == nil)
    }

    @Test func gzip() async {
        let plain = await fetch(nginx.tlsURL("/lines.txt"))
        let coded = await fetch(nginx.tlsURL("/lines.txt")) { $0.decodesContent = true }
        #expect(coded.heads.first?.fields["content-encoding"] == "gzip")
        #expect(coded.body == plain.body)
        #expect(coded.report.counts.decodedBytes == plain.body.count)
        #expect(coded.report.counts.wireBytes < plain.body.count / 2)
        let undecoded = await fetch(nginx.url("/lines.txt")) { $0.headerLines = ["Accept-Encoding: gzip"] }
        #expect(undecoded.body.prefix(2) == [0x1F, 0x8B])
        #expect(undecoded.report.counts.wireBytes == undecoded.body.count)
    }

    @Test func range() async {
        let fetched = await fetch(nginx.url("/hello.txt")) { $0.headerLines = ["Range: bytes=1-2"] }
        #expect(fetched.heads.map(\.status) == [206])
        #expect(fetched.body == Array("el".utf8))
    }

    @Test func refusedBody() async {
        let fetched = await fetch(nginx.tlsURL("/secret"))
        #expect(fetched.heads.map(\.status) == [401])
        #expect(fetched.body == Array("no\n".utf8))
        let digest = await fetch(nginx.tlsURL("/secret")) { $0.credentials = "me:x" }
        #expect(digest.heads.map(\.status) == [401])
        #expect(digest.requestHeads.first?.lowercased().contains("authorization: basic") == true)
    }

    @Test func head() async {
        let fetched = await fetch(nginx.tlsURL("/hello.txt")) { $0.fetchesHeadOnly = true }
        #expect(fetched.requestHeads.first?.hasPrefix("HEAD ") == true)
        #expect(fetched.body.isEmpty)
        #expect(fetched.outcome == .complete)
    }
}
