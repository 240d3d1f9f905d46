/// Earlier lines of the prompts, each once, the newest last.
struct History: Sendable {
    private var lines: [String: [String]] = [:]
    private static let longest = 100

    subscript(prompt: Prompt) -> [String] { lines[prompt.history] ?? [] }

    mutating func add(_ line: String, to prompt: Prompt) {
        guard !line.isEmpty else { return }
        lines[prompt.history] = Array((self[prompt].filter { $0 != line } + [line]).suffix(History.longest))
    }
}
