/// Earlier lines of the prompts, the newest last.
struct History: Sendable {
    private var lines: [String: [String]] = [:]
    private static let longest = 100

    subscript(purpose: PromptLine.Purpose) -> [String] { lines[key(purpose)] ?? [] }

    mutating func add(_ line: String, to purpose: PromptLine.Purpose) {
        guard !line.isEmpty, self[purpose].last != line else { return }
        lines[key(purpose)] = Array((self[purpose] + [line]).suffix(History.longest))
    }

    /// Both directions of search share one history.
    private func key(_ purpose: PromptLine.Purpose) -> String {
        purpose == .searchBackward ? PromptLine(.searchForward).label : PromptLine(purpose).label
    }
}
