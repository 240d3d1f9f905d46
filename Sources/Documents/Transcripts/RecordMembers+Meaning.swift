// What several members say together.

extension RecordMembers {
    /// What an error says, with its type or its code in parentheses.
    func failureText(or root: RecordMembers) -> String {
        let message =
            ["message", "errorText", "error_message", "detail", "originalMessage"].lazy.compactMap { self.text($0) }.first
            ?? (self.text("error"))
        guard let message else {
            let sign = ["type", "code", "status", "error_type"].lazy.compactMap { self.text($0, longest: 80) }.first
            return sign ?? "the server reports an error"
        }
        return failureText(message)
    }

    func failureText(_ message: String) -> String {
        let signs = ["error_type", "type", "status", "code"].compactMap { text($0, longest: 80) }
        guard let sign = signs.first(where: { $0 != "error" && !$0.hasPrefix("conversation.") && $0 != message }) else { return message }
        return "\(message) (\(sign))"
    }
}

extension TokenUsage {
    private static let inputs = [
        "prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens", "prompt_eval_count", "tokens_evaluated", "inputTokenCount",
        "total_input_tokens", "input_length",
    ]
    private static let outputs = [
        "completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens", "eval_count", "tokens_predicted", "outputTokenCount",
        "total_output_tokens", "generated_tokens",
    ]

    /// What is said later holds.
    mutating func take(_ members: RecordMembers) {
        input = Self.inputs.lazy.compactMap { members.number($0) }.first ?? input
        output = Self.outputs.lazy.compactMap { members.number($0) }.first ?? output
        if let details = members.members(of: "completion_tokens_details") ?? members.members(of: "output_tokens_details") {
            reasoning = details.number("reasoning_tokens") ?? reasoning
        }
        // Gemini counts them apart.
        if let thoughts = members.number("thoughtsTokenCount") {
            reasoning = thoughts
            output = (members.number("candidatesTokenCount") ?? 0) + thoughts
        }
    }
}
