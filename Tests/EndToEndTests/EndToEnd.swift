import Glibc
import Testing

/// The real binary on real terminals. One after the other: each takes a few processes, and they wait for text, not time.
@Suite(.serialized) enum EndToEnd {
    /// A command without what the transfer tests, which may run beside these, set in the environment of the process.
    static func undisturbed(_ command: [String]) -> [String] {
        ["env", "-u", "http_proxy", "-u", "no_proxy", "-u", "CURL_CA_BUNDLE", "-u", "LESS", "XDG_STATE_HOME=/dev/null"] + command
    }

    /// The program that was built together with the tests, or the one that `CURLEW` names.
    static let program: String = {
        if let path = getenv("CURLEW") { return String(cString: path) }
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        let test = String(decoding: path[..<max(0, length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return test.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/curlew"
    }()
}
