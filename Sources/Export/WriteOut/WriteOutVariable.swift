internal import Bytes
internal import HTTP
internal import Plan

/// What `%{name}` stands for.
struct WriteOutVariable: Sendable {
    enum Value {
        case number(Int)
        /// Three digits at least.
        case status(Int)
        /// Microseconds, printed as seconds.
        case time(Duration?)
        case text(String?)
        case bytes([UInt8])

        var text: [UInt8] {
            switch self {
            case .number(let number): Array("\(number)".utf8)
            case .status(let status): Array((status < 100 ? "00\(status)".suffix(3) : "\(status)").utf8)
            case .time(let time): Array(seconds(time).utf8)
            case .text(let text): Array((text ?? "").utf8)
            case .bytes(let bytes): bytes
            }
        }

        var json: String {
            switch self {
            case .number(let number), .status(let number): "\(number)"
            case .time(let time): seconds(time)
            case .text(let text): text.map { JSONString.quoted($0) } ?? "null"
            case .bytes(let bytes): JSONString.quoted(String(decoding: bytes, as: UTF8.self))
            }
        }

        private func seconds(_ time: Duration?) -> String {
            let (seconds, attoseconds) = (time ?? .zero).components
            let fraction = String(1_000_000 + attoseconds / 1_000_000_000_000)
            return "\(seconds).\(fraction.dropFirst())"
        }
    }

    let name: String
    let value: @Sendable (WriteOutSubject) -> Value

    static func named(_ name: String) -> WriteOutVariable? {
        all.first { $0.name == name }
    }

    private init(_ name: String, _ value: @escaping @Sendable (WriteOutSubject) -> Value) {
        self.name = name
        self.value = value
    }

    /// In the order of their names, as curl prints them.
    static let all = (ofExchange + ofURL("url", isLast: false) + ofURL("urle", isLast: true)).sorted { $0.name < $1.name }

    /// `url.host` and the like.
    private static func ofURL(_ name: String, isLast: Bool) -> [WriteOutVariable] {
        URLPart.allCases.map { part in
            WriteOutVariable("\(name).\(part.rawValue)") { .text($0.part(part, ofLast: isLast)) }
        }
    }

    private static let ofExchange: [WriteOutVariable] = [
        WriteOutVariable("certs") { subject in
            let lines = subject.showsCertificates ? subject.figures.certificates.flatMap { $0 } : []
            return .bytes(lines.flatMap(certificateLine))
        },
        WriteOutVariable("conn_id") { .number($0.figures.connectionNumber) },
        WriteOutVariable("content_type") { .text($0.figures.contentType) },
        WriteOutVariable("errormsg") { .text($0.failure) },
        WriteOutVariable("exitcode") { .number(Int($0.exitStatus)) },
        WriteOutVariable("filename_effective") { .text($0.fileName) },
        WriteOutVariable("ftp_entry_path") { _ in .text(nil) },
        WriteOutVariable("http_code") { .status($0.figures.status) },
        WriteOutVariable("http_connect") { .status($0.figures.proxyStatus) },
        WriteOutVariable("http_version") { .text($0.report.peer.httpVersion ?? "0") },
        WriteOutVariable("local_ip") { .text($0.figures.localAddress) },
        WriteOutVariable("local_port") { .number($0.figures.localPort) },
        WriteOutVariable("method") { .text($0.figures.method) },
        WriteOutVariable("num_certs") { .number($0.showsCertificates ? $0.figures.certificates.count : 0) },
        WriteOutVariable("num_connects") { .number($0.figures.connections) },
        WriteOutVariable("num_headers") { .number($0.fieldCount) },
        WriteOutVariable("num_redirects") { .number($0.figures.redirects) },
        WriteOutVariable("num_retries") { .number($0.retries) },
        WriteOutVariable("proxy_ssl_verify_result") { .number($0.figures.proxyVerification) },
        WriteOutVariable("proxy_used") { .number($0.figures.usesProxy ? 1 : 0) },
        WriteOutVariable("redirect_url") { .text($0.figures.redirectURL) },
        WriteOutVariable("referer") { .text($0.figures.referer) },
        WriteOutVariable("remote_ip") { .text($0.report.peer.address ?? "") },
        WriteOutVariable("remote_port") { .number($0.report.peer.port ?? 0) },
        WriteOutVariable("response_code") { .status($0.figures.status) },
        WriteOutVariable("scheme") { .text($0.figures.scheme) },
        WriteOutVariable("size_download") { .number($0.report.counts.wireBytes) },
        WriteOutVariable("size_header") { .number($0.report.counts.headBytes) },
        WriteOutVariable("size_request") { .number($0.figures.requestBytes) },
        WriteOutVariable("size_upload") { .number($0.figures.uploadedBytes) },
        WriteOutVariable("speed_download") { .number($0.figures.downloadSpeed) },
        WriteOutVariable("speed_upload") { .number($0.figures.uploadSpeed) },
        WriteOutVariable("ssl_verify_result") { .number($0.figures.verification) },
        WriteOutVariable("time_appconnect") { .time($0.report.timing.tlsHandshake) },
        WriteOutVariable("time_connect") { .time($0.report.timing.connect) },
        WriteOutVariable("time_namelookup") { .time($0.report.timing.nameLookup) },
        WriteOutVariable("time_posttransfer") { .time($0.figures.posttransfer) },
        WriteOutVariable("time_pretransfer") { .time($0.figures.pretransfer) },
        WriteOutVariable("time_queue") { .time($0.figures.queue) },
        WriteOutVariable("time_redirect") { .time($0.report.timing.redirects) },
        WriteOutVariable("time_starttransfer") { .time($0.report.timing.firstByte) },
        WriteOutVariable("time_total") { .time($0.report.timing.total) },
        WriteOutVariable("tls_earlydata") { .number($0.figures.earlyBytes) },
        WriteOutVariable("url") { .text($0.request.url) },
        WriteOutVariable("url_effective") { .text($0.report.effectiveURL) },
        WriteOutVariable("urlnum") { .number($0.settings.urlNumber) },
        WriteOutVariable("xfer_id") { .number($0.figures.transferNumber) },
    ]
}

/// One line of a certificate as curl prints it: the certificate itself without its name, and with the line end it has.
private func certificateLine(_ line: String) -> [UInt8] {
    let text = line.hasPrefix("Cert:") ? line.utf8.dropFirst(5) : line.utf8[...]
    return Array(text) + (text.last == 0x0A ? [] : [0x0A])
}
