import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// Options of the command line, to the wire and back, beside the installed curl: same requests, same body, same exit
/// status, same words.
@Suite struct NetworkOptionTests {
    @Test(arguments: [
        // Logging in.
        "-u u:p HOST/basic", "-u u:p --digest HOST/digest", "-u u:p --anyauth HOST/digest", "-u u:p --anyauth HOST/basic",
        "-u u:p --basic --digest HOST/digest", "-u u:p --digest HOST/basic", "-u u:p --no-basic HOST/basic",
        "-u u:p --digest -d data HOST/digest", "-u u:p --anyauth -d data HOST/digest", "-u u:p --ntlm HOST/ntlm",
        "-u u:p --anyauth HOST/ntlm", "-u u:p --ntlm HOST/basic", "-u u:p --negotiate HOST/basic",
        "--oauth2-bearer t HOST/", "--oauth2-bearer t -u u:p HOST/", "--oauth2-bearer t --basic -u u:p HOST/",
        "--aws-sigv4 aws:amz:eu:s3 -u u:p HOST/a?b=c", "--aws-sigv4 aws:amz:eu:s3 -u u:p -d x HOST/",
        "-u u:p --delegation always --service-name s HOST/basic", "http://u:p@127.0.0.1:PORT/basic",
        "--disallow-username-in-url http://u:p@127.0.0.1:PORT/basic",
        // Redirects.
        "-L -d x HOST/301", "-L -d x --post301 HOST/301", "-L -d x --post301 HOST/302", "-L -d x --post302 HOST/302",
        "-L -d x --post303 HOST/303", "-L -d x --post301 --post302 --post303 HOST/303", "-L -u u:p HOST/cross",
        "--location-trusted -u u:p HOST/cross", "--location-trusted HOST/301", "-L --max-redirs 0 HOST/301",
        "-L --proto-redir =https HOST/301", "-L --proto-redir =https HOST/cross", "-L --proto-redir -all HOST/301",
        "-L -H Cookie:a=b HOST/cross", "--location-trusted -H Authorization:a HOST/cross",
        // Versions and strictness.
        "-0 HOST/", "--http1.0 -d x HOST/", "--http1.1 HOST/", "--http2 HOST/", "-0 --http1.1 HOST/",
        "HOST/ancient", "--http0.9 HOST/ancient", "--path-as-is HOST/a/../b/./c", "HOST/a/../b/./c", "--tr-encoding HOST/",
        "--tr-encoding -H TE:x HOST/", "--raw HOST/chunked", "HOST/chunked", "--ignore-content-length HOST/close", "HOST/close",
        "--proto =https HOST/", "--proto =http HOST/", "--proto -http HOST/", "--proto -all,http HOST/", "--proto =ftp HOST/",
        "--proto-default http 127.0.0.1:PORT", "--expect100-timeout 0.01 -H Expect:100-continue -d x HOST/",
        // Reaching.
        "--resolve nowhere.test:PORT:127.0.0.1 --noproxy * http://nowhere.test:PORT/", "--resolve bogus HOST/",
        "--resolve *:PORT:127.0.0.1 --noproxy * http://nowhere.test:PORT/",
        "--connect-to nowhere.test:80:127.0.0.1:PORT --noproxy * http://nowhere.test/",
        "--connect-to ::127.0.0.1:PORT --noproxy * http://nowhere.test/",
        "--connect-to bogus HOST/", "-4 HOST/", "-4 http://localhost:PORT/", "-6 HOST/", "--interface lo HOST/",
        "--interface 127.0.0.1 HOST/",
        "--interface nosuch HOST/", "--unix-socket /no/such HOST/", "--abstract-unix-socket no-such HOST/", "--keepalive-time 5 HOST/",
        "--no-keepalive HOST/", "--no-tcp-nodelay HOST/", "--tcp-fastopen HOST/", "--happy-eyeballs-timeout-ms 5 http://localhost:PORT/",
        "--haproxy-protocol HOST/", "--local-port 20000-60000 HOST/",
        "--doh-url https://127.0.0.1:1/ --noproxy * http://nowhere.test:PORT/",
        // Limits.
        "--max-filesize 2 HOST/", "--max-filesize 3 HOST/", "--max-filesize 1K HOST/", "--limit-rate 1M HOST/",
        "-y 1 -Y 100 HOST/stalls", "-Y 1 -y 1 HOST/stalls",
        // Proxies.
        "-x 127.0.0.1:PORT http://nowhere.test/a", "-x HOST http://nowhere.test:81/a?b", "--proxy1.0 127.0.0.1:PORT http://nowhere.test/",
        "-x 127.0.0.1:PORT -U u:p http://nowhere.test/", "-x http://u:p@127.0.0.1:PORT http://nowhere.test/",
        "-x 127.0.0.1:PORT -p http://nowhere.test/", "--proxy1.0 127.0.0.1:PORT -p http://nowhere.test/",
        "-x 127.0.0.1:PORT -p -U u:p -u v:q http://nowhere.test/", "-x 127.0.0.1:PORT --proxy-header A:b -H C:d http://nowhere.test/",
        "-x 127.0.0.1:PORT -p --proxy-header A:b -H C:d http://nowhere.test/",
        "-x 127.0.0.1:PORT --proxy-digest -U u:p http://nowhere.test/",
        "-x 127.0.0.1:PORT --proxy-anyauth -U u:p http://nowhere.test/",
        "-x 127.0.0.1:PORT --proxy-basic --proxy-ntlm -U u:p http://nowhere.test/",
        "-x 127.0.0.1:PORT --proxy-negotiate -U u:p http://nowhere.test/",
        "-x 127.0.0.1:1 --noproxy 127.0.0.1 HOST/", "-x 127.0.0.1:1 --noproxy * HOST/", "-x bogus://h HOST/",
        "-x 127.0.0.1:1 http://nowhere.test/",
        "--preproxy socks5://127.0.0.1:1 -x 127.0.0.1:PORT http://nowhere.test/",
        "--suppress-connect-headers -x 127.0.0.1:PORT -p http://nowhere.test/",
        "--socks5 127.0.0.1:1 http://nowhere.test/", "--engine no-such HOST/",
    ])
    func asCurl(_ line: String) async throws {
        let arguments = line.split(separator: " ").map {
            $0.hasPrefix("HOST") ? "http://127.0.0.1:PORT" + $0.dropFirst(4) : String($0)
        }
        let comparison = try await Comparison(arguments, script: Site.script)
        comparison.expectTheSame()
    }

    @Test(arguments: [
        "--socks5 127.0.0.1:PORT http://127.0.0.2/", "--socks5 u:p@127.0.0.1:PORT http://127.0.0.2/",
        "--socks5-hostname 127.0.0.1:PORT http://nowhere.test:81/", "--socks4 127.0.0.1:PORT http://127.0.0.2/",
        "--socks4a 127.0.0.1:PORT http://nowhere.test:81/", "--socks4a u@127.0.0.1:PORT http://nowhere.test:81/",
        "-x socks5h://127.0.0.1:PORT http://nowhere.test/", "-x socks4://127.0.0.1:PORT http://127.0.0.2/",
        "--socks5 127.0.0.1:PORT -U u:p --socks5-basic http://127.0.0.2/", "--socks5 127.0.0.1:PORT --socks5-gssapi http://127.0.0.2/",
    ])
    func throughSOCKSAsCurl(_ line: String) async throws {
        let comparison = try await Comparison(line.split(separator: " ").map(String.init), script: Site.socks)
        comparison.expectTheSame()
    }

    /// When curl would go on to a server of another kind.
    @Test(arguments: [["-L", "http://127.0.0.1:PORT/ftp"], ["--proto-default", "ftp", "127.0.0.1:PORT"], ["ftp://127.0.0.1:PORT"]])
    func nothingButHTTPIsSpoken(_ arguments: [String]) async throws {
        let server = ScriptedServer(Site.script)
        let placed = arguments.map { $0.split(separator: "PORT", omittingEmptySubsequences: false).joined(separator: "\(server.port)") }
        let fetched = await fetch(try request(placed))
        #expect(fetched.exitStatus == 1)
        #expect(fetched.message == "curlew does HTTP and HTTPS; use curl for ftp")
    }

    /// The answer to CONNECT is shown as curl shows it, unless it is asked not to be.
    @Test func headsOfCONNECT() async throws {
        let tunnel = ["-x", "127.0.0.1:PORT", "-p", "http://nowhere.test/"]
        let shown = try await Comparison(tunnel, script: Site.script)
        #expect(shown.ours.heads.map(\.status) == [200, 200])
        #expect(shown.ours.requestHeads.map { $0.prefix { $0 != " " } } == ["CONNECT", "GET"])
        let hidden = try await Comparison(["--suppress-connect-headers"] + tunnel, script: Site.script)
        #expect(hidden.ours.heads.count == 1)
    }

    @Test func namesAndPasswordsFromANetrc() async throws {
        let path = String(decoding: run(["mktemp"]).output.dropLast(), as: UTF8.self)
        defer { _ = run(["rm", path]) }
        _ = run(["sh", "-c", "echo 'machine 127.0.0.1 login u password p' > \(path)"])
        for options in [["--netrc-file", path], ["--netrc-optional", "--netrc-file", path], ["-n", "--netrc-file", "/no/such"]] {
            for url in ["http://127.0.0.1:PORT/basic", "http://a:b@127.0.0.1:PORT/basic"] {
                try await Comparison(options + [url], script: Site.script).expectTheSame()
            }
        }
    }

    @Test func aBodyComesNoFasterThanTheLimit() async throws {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n")
            try connection.send(bytes: [UInt8](repeating: 0x61, count: 600_000))
        }
        let fetched = await fetch(try request(["--limit-rate", "400K", server.url()]))
        #expect(fetched.outcome == .complete)
        #expect(fetched.body.count == 600_000)
        #expect(fetched.report.timing.total.map { $0 > .milliseconds(300) } == true)
    }
}
