internal import Screen

/// What a part of a model's answer is.
enum TranscriptLane: UInt8, Sendable, CaseIterable {
    case text, reasoning, refusal
    case tool, arguments
    /// Why it ended.
    case finish
    case failure

    /// The line before the lane's first one; `nil` for none.
    var heading: String? {
        switch self {
        case .text: "[answer]"
        case .reasoning: "[reasoning]"
        case .refusal: "[refusal]"
        case .tool, .arguments, .finish, .failure: nil
        }
    }

    /// What stands before it on its line; each string of such a lane has a line of its own.
    var label: String? {
        switch self {
        case .tool: "[tool] "
        case .finish: "[finish] "
        case .failure: "[error] "
        case .text, .reasoning, .refusal, .arguments: nil
        }
    }

    var role: Role {
        switch self {
        case .text: .text
        case .reasoning, .finish: .comment
        case .refusal, .failure: .failure
        case .tool: .key
        case .arguments: .string
        }
    }
}
