import Plan
import TestSupport
import Testing

@testable import Transfer

/// Options about TLS, HTTP/2 and Unix sockets, against nginx, beside the installed curl: same body, same exit status,
/// same words.
@Suite(.enabled(if: Nginx.isInstalled, "nginx and openssl are not installed"))
struct TLSOptionTests {
    let nginx: Nginx

    init() throws {
        TestEnvironment.prepare()
        nginx = try TestEnvironment.nginx.get()
    }

    /// `TLS` and `PLAIN` are the server, `STRANGER` the one with an unknown certificate; `CERT` and `KEY` are files.
    @Test(arguments: [
        "TLS/client", "-E CERT --key KEY TLS/client", "-E CERT:phrase --key KEY TLS/client", "-E CERT TLS/client",
        "-E CERT --key /no/such TLS/client", "-E /no/such TLS/client", "-E CERT --cert-type FOO --key KEY TLS/client",
        "-E CERT --key KEY --key-type FOO TLS/client", "-E CERT --cert-type DER --key KEY TLS/client", "-E pkcs11:x TLS/client",
        "--tls-max 1.2 TLS/client", "--tlsv1.3 TLS/client", "--tlsv1.3 --tls-max 1.2 TLS/client", "--tls-max 1.1 TLS/client",
        "--tlsv1.0 --tls-max default TLS/client", "-1 TLS/client", "--tls-max 1.2 --ciphers ECDHE-RSA-AES128-GCM-SHA256 TLS/client",
        "--ciphers bogus TLS/client", "--tls13-ciphers TLS_AES_128_GCM_SHA256 TLS/client", "--tls13-ciphers bogus TLS/client",
        "--curves P-256 TLS/client", "--curves bogus TLS/client", "--cert-status TLS/client", "--crlfile /no/such TLS/client",
        "--crlfile CERT TLS/client", "--pinnedpubkey sha256//AAAA TLS/client", "--pinnedpubkey /no/such TLS/client",
        "--cacert /no/such TLS/client", "--cacert KEY TLS/client", "--cacert CERT TLS/client", "--cacert CERT STRANGER/",
        "--capath /no/such TLS/client", "-k --cacert CERT STRANGER/client", "--no-alpn TLS/client", "--no-sessionid TLS/client",
        "--false-start TLS/client", "--ssl-allow-beast TLS/client", "--http1.1 TLS/client", "-0 TLS/client", "--http2 TLS/client",
        "--http2-prior-knowledge TLS/client", "--http2-prior-knowledge PLAIN/client", "--http2 PLAIN/client",
        "--tlsuser u --tlspassword p TLS/client", "--tlsuser u --tlspassword p --tlsauthtype SRP TLS/client",
        "--unix-socket SOCKET http://h/client", "--unix-socket SOCKET --http1.1 http://h/hello.txt", "--unix-socket SOCKET https://h/",
        "--proto =http TLS/client", "-L --proto-redir =https TLS/downgrade", "-L TLS/downgrade",
        "--proto-default https localhost:TLSPORT/client",
        "--doh-url https://localhost:TLSPORT/ --noproxy * http://nowhere.test/",
        "--resolve h.test:TLSPORT:127.0.0.1 --noproxy * https://h.test:TLSPORT/client",
        "--resolve h.test:TLSPORT:127.0.0.1 --noproxy * -k https://h.test:TLSPORT/client",
        "--connect-to ::127.0.0.1:TLSPORT --noproxy * -k https://h.test/client",
        // nginx takes a request for a proxy as one for itself.
        "-x TLS http://h.test/client", "-x TLS --proxy-cacert CERT http://h.test/client", "-x TLS --proxy-insecure http://h.test/client",
        "-x TLS --proxy-cacert /no/such http://h.test/client",
        "-x TLS --proxy-insecure --proxy-cert CERT --proxy-key KEY http://h.test/client",
        "-x TLS --proxy-insecure --proxy-tlsv1 http://h.test/client", "-x TLS --proxy-insecure --proxy-ciphers bogus http://h.test/client",
        "-x TLS --proxy-insecure --proxy-tls13-ciphers TLS_AES_128_GCM_SHA256 http://h.test/client",
        "-x TLS --proxy-capath /no/such http://h.test/client", "-x TLS --capath /no/such http://h.test/client",
        "-x TLS --proxy-insecure --proxy-crlfile /no/such http://h.test/client", "-x TLS --proxy-insecure -p https://h.test/client",
    ])
    func asCurl(_ line: String) async throws {
        let arguments = line.split(separator: " ").map { placed(String($0)) }
        let ours = await fetch(try request(arguments))
        let theirs = await curl(arguments)
        #expect(ours.exitStatus == theirs.status)
        #expect(withoutNumbers(ours.message) == withoutNumbers(theirs.message))
        #expect(ours.body == theirs.output)
    }

    private func placed(_ word: String) -> String {
        let places = [
            ("TLSPORT", "\(nginx.tlsPort)"), ("TLS", nginx.tlsURL("")), ("PLAIN", nginx.url("")), ("STRANGER", nginx.strangerURL("")),
            ("CERT", nginx.certificate), ("KEY", nginx.certificateKey), ("SOCKET", nginx.root + "/../socket"),
        ]
        if word.hasPrefix("TLS_") { return word }
        return places.reduce(word) { word, place in
            word.split(separator: place.0, omittingEmptySubsequences: false).joined(separator: place.1)
        }
    }

    /// What curl says the same of may still be both wrong: these are what the options are for.
    @Test func theHandshakeIsAsAskedFor() async throws {
        let plain = await fetch(try request([nginx.tlsURL("/client")]))
        #expect(String(decoding: plain.body, as: UTF8.self).contains("TLSv1.3 TLS_AES_256_GCM_SHA384 HTTP/2.0"))
        let cipher = "ECDHE-RSA-AES128-GCM-SHA256"
        let options = ["-E", nginx.certificate, "--key", nginx.certificateKey, "--tls-max", "1.2", "--ciphers", cipher, "--no-alpn"]
        let chosen = await fetch(try request(options + [nginx.tlsURL("/client")]))
        #expect(chosen.body == Array("CN=localhost,O=curlew tests TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 HTTP/1.1\n".utf8))
    }

    /// curl 7.88.1 takes this option and forgets it; who pins a key wants to know.
    @Test func aPinnedKeyOfTheProxyCounts() async throws {
        let options = ["-x", nginx.tlsURL(""), "--proxy-insecure", "--proxy-pinnedpubkey", "sha256//AAAA"]
        #expect(await fetch(try request(options + ["http://h.test/client"])).exitStatus == 90)
    }
}
