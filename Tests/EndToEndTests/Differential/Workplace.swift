import Foundation
import TestSupport

/// Where one row is carried out: a directory with the same files for both programs, one after the other, and a server.
struct Workplace {
    /// The same for both, so that no path differs.
    let directory: String
    let server: RespondingServer
    let nginx: Nginx?

    /// What every row finds in its directory.
    static let fixtures: [String: [UInt8]] = [
        "data.txt": Array("a=1\r\nb=2\n".utf8),
        "binary.bin": (UInt8(0)...255).map { $0 },
        "empty": [],
        "headers.txt": Array("X-File: one\r\n# a comment\n\nX-File-Too: two\n".utf8),
        "cookies.txt": Array(
            "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tjar\tsession\n127.0.0.1\tFALSE\t/\tFALSE\t2147483647\tkept\tlong\n#HttpOnly_127.0.0.1\tFALSE\t/cookies\tFALSE\t2147483647\tonly\there\n"
                .utf8),
        "cookie-heads.txt": Array("HTTP/1.1 200 OK\r\nSet-Cookie: fromhead=1; path=/\r\n\r\n".utf8),
        "netrc": Array("machine 127.0.0.1 login nina password secret\n".utf8),
        "upload.txt": Array("line one\nline two\n".utf8),
        "part.txt": Array("0bcdefghi\n1bc".utf8),
        "etag.txt": Array("\"v1\"\n".utf8),
        "format.txt": Array("code %{http_code}\\n".utf8),
        "form.html": Array("<p>form</p>\n".utf8),
    ]

    private func prepare(_ row: CommandRow) throws {
        try? FileManager.default.removeItem(atPath: directory)
        var files = Workplace.fixtures
        for (name, text) in row.files { files[name] = Array(substitute(text).utf8) }
        files["stdin"] = Array(row.input.utf8)
        if let nginx {
            files["ca.pem"] = Array(try Data(contentsOf: URL(fileURLWithPath: nginx.certificate)))
            files["key.pem"] = Array(try Data(contentsOf: URL(fileURLWithPath: nginx.certificateKey)))
        }
        for (name, bytes) in files {
            let path = "\(directory)/\(name)"
            try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
        try FileManager.default.createDirectory(atPath: "\(directory)/home", withIntermediateDirectories: true)
    }

    /// Carries `row` out by `program` in a fresh directory.
    func carryOut(_ row: CommandRow, by program: String) throws -> Observation {
        try prepare(row)
        _ = server.takeRequests()
        var variables = ["HOME": "\(directory)/home", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        for (name, value) in row.environment { variables[name] = substitute(value) }
        // Nothing of the surroundings gets in, and a program that hangs is ended.
        let shell = "cd \"$0\" && exec env -i \"$@\" < stdin"
        let result = run(
            ["sh", "-c", shell, directory] + variables.map { "\($0.key)=\($0.value)" } + ["timeout", "-k", "1", "20", program]
                + row.words.map(substitute))
        return Observation(result, requests: server.takeRequests(), files: try files(), of: row)
    }

    private func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            let path = "\(directory)/\(name)"
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { continue }
            files[name] = isDirectory.boolValue ? [] : Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        return files
    }

    private func substitute(_ text: String) -> String {
        let values: [(String, String)] = [
            ("$http", "http://127.0.0.1:\(server.port)"), ("$host", "127.0.0.1:\(server.port)"), ("$port", "\(server.port)"),
            ("$tlsport", "\(nginx?.tlsPort ?? 0)"), ("$tls", nginx?.tlsURL("/to/\(server.port)") ?? ""),
            ("$stranger", nginx?.strangerURL("") ?? ""),
            ("$socket", nginx.map { $0.root + "/socket" } ?? ""), ("$refused", "\(Workplace.refused)"), ("$here", directory),
        ]
        return values.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    /// Taken once: it must be the same for both programs.
    private static let refused = refusedPort()
}
