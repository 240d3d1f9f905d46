internal import CCurl
internal import Glibc
internal import System

/// What is said of a failure beyond libcurl's own words, or in place of them.
struct FailureWords {
    let code: CURLcode
    let message: String

    /// `url` is what was typed.
    func text(for url: String) -> String {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL: otherProtocol ?? message
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_URL_MALFORMAT: message + (hintOfFile(url) ?? "")
        default: message
        }
    }

    /// Schemes that curl has and this is not for.
    private static let schemesOfCurl: Set<String> = [
        "dict", "file", "ftp", "ftps", "gopher", "gophers", "imap", "imaps", "ldap", "ldaps", "mqtt", "pop3", "pop3s", "rtmp", "rtmpe",
        "rtmps",
        "rtmpt", "rtmpte", "rtmpts", "rtsp", "scp", "sftp", "smb", "smbs", "smtp", "smtps", "telnet", "tftp", "ws", "wss",
    ]

    /// libcurl says of a protocol that it was told not to use that it cannot: `Protocol "ftp" not supported or disabled in libcurl`.
    private var otherProtocol: String? {
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count > 2, Self.schemesOfCurl.contains(parts[1].lowercased()) else { return nil }
        return "curlew does HTTP and HTTPS; use curl for \(parts[1].lowercased())"
    }

    /// Somebody who types the name of a file wants to see it.
    private func hintOfFile(_ url: String) -> String? {
        var status = stat()
        guard !url.isEmpty, stat(url, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let name = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"'\"\\$&;|<>()*?`".utf8.contains($0) } ? url : "FILE"
        return isRecording(url) ? ": to play that file: curlew --replay \(name)" : ": to look at that file: curlew - < \(name)"
    }

    private func isRecording(_ path: String) -> Bool {
        guard let file = try? Descriptor.open(path, O_RDONLY | O_NONBLOCK) else { return false }
        defer { file.close() }
        // Comments may stand before its first line.
        var beginning = [UInt8](repeating: 0, count: 4096)
        let count = beginning.withUnsafeMutableBytes { file.read(into: $0, at: 0) }
        return String(decoding: beginning[..<count], as: UTF8.self).contains("{\"recording\":")
    }
}
