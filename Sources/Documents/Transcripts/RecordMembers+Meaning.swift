// What several members say together.

extension RecordMembers {
    /// What an error says, with its type or its code in parentheses.
    func failureText(or root: RecordMembers) -> String {
        let message =
            (["message", "errorText", "error_message", "detail", "originalMessage"] as [TranscriptName]).lazy
            .compactMap { self.text($0) }.first
            ?? (self.text("error"))
        guard let message else {
            let names: [TranscriptName] = ["type", "code", "status", "error_type"]
            let sign = names.lazy.compactMap { self.text($0, longest: 80) }.first
            return sign ?? "the server reports an error"
        }
        return failureText(message)
    }

    /// `error` is what is said, or the name of what is said beside it.
    func failureText(named error: String) -> String {
        text("message").map { "\($0) (\(error))" } ?? failureText(error)
    }

    func failureText(_ message: String) -> String {
        let names: [TranscriptName] = ["error_type", "type", "status", "code"]
        let signs = names.compactMap { text($0, longest: 80) }
        guard let sign = signs.first(where: { $0 != "error" && !$0.hasPrefix("conversation.") && $0 != message }) else { return message }
        return "\(message) (\(sign))"
    }
}

extension TokenUsage {
    private static let inputs: [TranscriptName] = [
        "prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens", "prompt_eval_count", "tokens_evaluated", "inputTokenCount",
        "total_input_tokens", "input_length",
    ]
    private static let outputs: [TranscriptName] = [
        "completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens", "eval_count", "tokens_predicted", "outputTokenCount",
        "total_output_tokens", "generated_tokens",
    ]

    private static let details: [TranscriptName] = ["completion_tokens_details", "output_tokens_details"]
    private static let thoughts: TranscriptName = "thoughtsTokenCount"

    /// What is said later holds. Returns whether the model's own tokens are among it.
    mutating func take(_ members: RecordMembers) -> Bool {
        input = Self.inputs.lazy.compactMap { members.number($0) }.first ?? input
        let said = Self.outputs.lazy.compactMap { members.number($0) }.first
        output = said ?? output
        if let details = Self.details.lazy.compactMap({ members.members(of: $0) }).first {
            reasoning = details.number("reasoning_tokens") ?? reasoning
        }
        // Gemini counts them apart.
        if let thoughts = members.number(Self.thoughts) {
            reasoning = thoughts
            output = (members.number("candidatesTokenCount") ?? 0) + thoughts
            return true
        }
        return said != nil
    }
}

extension RecordMembers {
    /// Adds what the members of those names say to a sum of all that was said.
    func add(_ names: Set<TranscriptName>, to sum: inout UInt64) {
        guard !names.isEmpty else { return }
        for member in members where names.contains(member.name) && member.kind != .object && member.kind != .array {
            for byte in bytes[member.range] { sum = sum &* 0x100_0000_01B3 ^ UInt64(byte) &+ 1 }
        }
    }
}
