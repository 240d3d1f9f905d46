internal import Glibc

/// A real server on free ports of 127.0.0.1: plain HTTP, and TLS with HTTP/2 by a certificate of its own; gzip and
/// ranges as nginx does them. It serves the files put into `root`.
package final class Nginx: Sendable {
    /// Without a slash at the end.
    package let root: String
    package let port: Int
    package let tlsPort: Int
    /// TLS by a certificate that is in nobody's list.
    package let strangerPort: Int
    /// The self-signed certificate, for `CURL_CA_BUNDLE`. Its subject is CN=localhost.
    package let certificate: String
    /// The key of `certificate`, without a password.
    package var certificateKey: String { directory + "/key.pem" }
    private let directory: String
    /// The write end of the guard's standard input.
    private let lifeline: Int32

    /// Where the program is; `nil` if nginx or openssl is not installed, and tests that need them are skipped.
    package static let program: String? = {
        let isThere = { (path: String) in access(path, X_OK) == 0 }
        let nginx = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"].first(where: isThere)
        return ["/usr/bin/openssl", "/usr/local/bin/openssl"].contains(where: isThere) ? nginx : nil
    }()

    package static var isInstalled: Bool { program != nil }

    package struct StartFailure: Error {
        package var message: String
    }

    /// `directives` are added to the server of `port` and `tlsPort`; `@DIRECTORY@` in them is where its certificate is, which
    /// is for `subject`.
    package init(
        files: [String: [UInt8]] = [:], directives: String = "", subject: String = "/O=curlew tests/CN=localhost"
    ) throws {
        guard let program = Nginx.program else { throw StartFailure(message: "nginx is not installed") }
        var template = Array("/tmp/curlew-nginx.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StartFailure(message: "mkdtemp") }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.directory = directory
        // Workers run as nobody if the tests run as root.
        chmod(directory, 0o755)
        root = directory + "/root"
        mkdir(root, 0o755)
        certificate = directory + "/certificate.pem"
        port = refusedPort()
        tlsPort = refusedPort()
        strangerPort = refusedPort()
        for (name, bytes) in files { try Nginx.write(bytes, to: root + "/" + name) }
        try Nginx.makeCertificate(directory + "/certificate.pem", key: directory + "/key.pem", subject)
        try Nginx.makeCertificate(directory + "/stranger.pem", key: directory + "/stranger-key.pem", subject)
        let configuration = Nginx.configuration(
            directory, port: port, tlsPort: tlsPort, strangerPort: strangerPort,
            directives: directives.split(separator: "@DIRECTORY@", omittingEmptySubsequences: false).joined(separator: directory))
        try Nginx.write(Array(configuration.utf8), to: directory + "/nginx.conf")
        // A shell stands guard: when its input ends, because this object or the whole process has, so does nginx.
        lifeline = try spawnWithLifeline([
            "sh", "-c", "\"$@\" & server=$!; read line; kill $server; wait $server; rm -rf '\(directory)'", "guard",
            program, "-p", directory, "-c", directory + "/nginx.conf", "-e", directory + "/error.log",
        ])
        try waitUntilItListens()
    }

    deinit {
        close(lifeline)
    }

    package func url(_ path: String = "/") -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    package func tlsURL(_ path: String = "/") -> String {
        "https://localhost:\(tlsPort)\(path)"
    }

    package func strangerURL(_ path: String = "/") -> String {
        "https://localhost:\(strangerPort)\(path)"
    }

    /// Connections are refused until it listens.
    private func waitUntilItListens() throws {
        for _ in 0..<200 {
            if canConnect(toPort: tlsPort) { return }
            Latch().wait(milliseconds: 20)
        }
        throw StartFailure(message: String(decoding: run(["cat", directory + "/error.log"]).output, as: UTF8.self))
    }

    private static func makeCertificate(_ path: String, key: String, _ subject: String) throws {
        let made = run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-utf8", "-subj", subject, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", path,
        ])
        guard made.status == 0 else { throw StartFailure(message: String(decoding: made.errors, as: UTF8.self)) }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = fopen(path, "w")
        guard let file else { throw StartFailure(message: "cannot write \(path)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    private static func configuration(
        _ directory: String, port: Int, tlsPort: Int, strangerPort: Int, directives: String
    ) -> String {
        """
        daemon off;
        worker_processes 1;
        pid \(directory)/pid;
        error_log \(directory)/error.log;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path \(directory)/body;
            proxy_temp_path \(directory)/proxy;
            fastcgi_temp_path \(directory)/fastcgi;
            uwsgi_temp_path \(directory)/uwsgi;
            scgi_temp_path \(directory)/scgi;
            types { text/plain txt; application/json json; }
            default_type application/octet-stream;
            sendfile on;
            gzip on;
            gzip_min_length 1;
            gzip_types text/plain application/json;
            server {
                listen 127.0.0.1:\(port);
                listen 127.0.0.1:\(tlsPort) ssl http2;
                ssl_certificate \(directory)/certificate.pem;
                ssl_certificate_key \(directory)/key.pem;
                ssl_protocols TLSv1.2 TLSv1.3;
                root \(directory)/root;
                location = /redirect { return 302 /hello.txt; }
                location = /downgrade { return 302 http://127.0.0.1:\(port)/hello.txt; }
                location = /secret { return 401 "no\\n"; add_header WWW-Authenticate 'Basic realm="x"' always; }
                \(directives)
            }
            server {
                listen 127.0.0.1:\(strangerPort) ssl http2;
                ssl_certificate \(directory)/stranger.pem;
                ssl_certificate_key \(directory)/stranger-key.pem;
                root \(directory)/root;
            }
        }
        """
    }
}
