import Foundation
import TestSupport

/// What a program did, as far as it is compared, without what must differ: its own name, and what is made of chance or time.
struct Observation {
    enum Aspect: String, CaseIterable, Comparable, Sendable {
        case output, status, requests, connections, files, errors

        static func < (left: Aspect, right: Aspect) -> Bool { left.rawValue < right.rawValue }
    }

    let status: Int32
    private let output: String
    private let requests: [String]
    private let connections: [Int]
    private let files: [String: String]
    /// Lines of standard error; those that are compared.
    private let errors: [String]
    /// What was said on standard error, without the progress meter.
    let errorText: String

    init(_ result: CommandResult, requests: [ReceivedRequest], files: [String: [UInt8]], of row: CommandRow) {
        status = result.status
        output = Observation.plain(result.output)
        let texts = requests.map { Observation.plain($0.bytes) }
        self.requests = row.isParallel ? texts.sorted() : texts
        connections = row.isParallel ? [] : requests.map(\.connection)
        self.files = files.mapValues(Observation.plain)
        let lines = Observation.plain(result.errors).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .filter { !$0.hasPrefix("  % Total") && !$0.hasPrefix("  ") && !$0.hasPrefix("\r") }
        errorText = lines.joined(separator: "\n")
        errors = row.comparesAllErrors ? lines : lines.filter { $0.hasPrefix("curl: (") }
    }

    var isRefusal: Bool { status == 2 && errorText.contains("use: curl ") }

    var sentNothing: Bool { requests.isEmpty }

    /// In what the two differ.
    func differences(from other: Observation) -> [Aspect] {
        Aspect.allCases.filter { self[$0] != other[$0] }
    }

    /// One entry for each thing that is compared.
    subscript(aspect: Aspect) -> [String] {
        switch aspect {
        case .output: [output.debugDescription]
        case .status: ["\(status)"]
        case .requests: requests.map(\.debugDescription)
        case .connections: ["\(connections)"]
        case .files: files.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.debugDescription)" }
        case .errors: errors.map(\.debugDescription)
        }
    }

    /// Bytes as text, one Latin-1 character each, so that nothing is lost.
    private static func plain(_ bytes: [UInt8]) -> String {
        var text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        for (pattern, replacement) in chance where text.range(of: pattern, options: .regularExpression) != nil {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    /// Patterns for what is the program's own, or differs from run to run of the same program.
    private static let chance: [(String, String)] = [
        // The progress meter, and what it leaves in front of a message.
        ("(?m)\\r *[0-9][^\\r\\n]*[-0-9](?=\\r|\\n|curl|\\z)", ""),
        ("(?m)^curlew: ", "curl: "),
        ("curlew: try 'curlew --help'", "curl: try 'curl --help'"),
        ("(?i)(user-agent: )(curl/7[0-9.]*|curlew/[^\r\n]*)", "$1(own)"),
        ("------------------------[0-9a-f]{16}", "(boundary)"),
        ("cnonce=\"[^\"]*\"", "cnonce=\"(chance)\""),
        ("response=\"[0-9a-f]*\"", "response=\"(chance)\""),
        ("(NTLM [A-Za-z0-9+/=]{60})[A-Za-z0-9+/=]*", "NTLM (chance)"),
        ("(?i)(X-Amz-Date|X-Osc-Date|X-Goog-Date): [0-9TZ]*", "$1: (time)"),
        ("/[0-9]{8}/", "/(day)/"),
        ("Signature=[0-9a-f]{64}", "Signature=(time)"),
        // --trace-time
        ("(?m)^[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6} ", "(time) "),
        ("(?im)^(< )?date: [^\r\n]*GMT", "$1date: (time)"),
        ("(PROXY TCP4 [0-9.]+ [0-9.]+) [0-9]+", "$1 (chance)"),
        ("after [0-9]+ ms", "after (time) ms"),
        ("after [0-9]+ milliseconds", "after (time) milliseconds"),
        ("(\"time_[a-z]+\": ?)[0-9.]+", "$1(time)"),
        ("(\"(speed_[a-z]+|local_port)\": ?)[0-9.]+", "$1(chance)"),
    ]
}
