internal import Screen

/// What a part of a model's answer is.
enum TranscriptLane: UInt8, Sendable, CaseIterable {
    case text, reasoning, refusal
    case tool, arguments
    /// What is given to a tool and is no JSON.
    case code
    /// What a tool answered.
    case result
    /// Why it ended.
    case finish
    /// What it took.
    case usage
    /// What is said about the answer: that a part of it was withdrawn, how far a tool is.
    case notice
    case failure

    /// What stands in the line before the lane's first one.
    var heading: String? {
        switch self {
        case .text: "answer"
        case .reasoning: "reasoning"
        case .refusal: "refusal"
        default: nil
        }
    }

    /// What stands before it on its line.
    var label: String? {
        switch self {
        case .tool, .arguments, .code: "tool"
        case .result: "result"
        case .finish: "finish"
        case .usage: "usage"
        case .notice: "note"
        case .failure: "error"
        case .text, .reasoning, .refusal: nil
        }
    }

    /// Each string of it has a line of its own.
    var isOneLine: Bool { self == .tool || self == .finish || self == .usage || self == .notice || self == .failure }

    /// A value that is no string is shown as it is.
    var takesJSON: Bool { self == .arguments || self == .result }

    /// What the model says to the reader, of which any string that is not empty is a part.
    var isProse: Bool { self == .text || self == .reasoning || self == .refusal }

    /// It belongs to the call of a tool.
    var isOfTool: Bool { self == .tool || self == .arguments || self == .code }

    /// A model has said it: what tokens were spent on.
    var isOutput: Bool {
        switch self {
        case .text, .reasoning, .refusal, .tool, .arguments, .code: true
        case .result, .finish, .usage, .notice, .failure: false
        }
    }

    var role: Role {
        switch self {
        case .text: .text
        case .reasoning, .finish, .usage, .notice: .comment
        case .refusal, .failure: .failure
        case .tool: .key
        case .arguments, .code, .result: .string
        }
    }
}
