/// Where in the records of a stream the parts of a model's answer are: a tree of the members' names.
struct TranscriptPaths: Sendable {
    static let all = TranscriptPaths()

    /// A place in the tree; `nil` is beside it.
    typealias Node = Int
    static let root: Node = 0
    /// The name of what an array holds.
    private static let element = TranscriptName("[]")

    private struct Branch {
        var children: [TranscriptName: Node] = [:]
        var part: Part?
    }

    struct Part: Sendable {
        let lane: TranscriptLane
        /// No other format has this.
        let isTelling: Bool
    }

    private var branches = [Branch()]

    /// `[]` is any element of an array. What has no star may stand in records of other kinds too.
    private static let table: [(lane: TranscriptLane, paths: [String])] = [
        (
            .text,
            [
                // OpenAI chat and completions, and the many servers compatible with it.
                "*choices.[].delta.content", "*choices.[].delta.content.[].text", "*choices.[].text",
                // Anthropic Messages.
                "*delta.text",
                // Gemini.
                "*candidates.[].content.parts.[].text",
                // Ollama, chat and generate.
                "message.content", "response",
                // Cohere v2.
                "*delta.message.content.text",
                // Text Generation Inference; llama.cpp, LangServe and Mistral's conversations.
                "*token.text", "content",
            ]
        ),
        (
            .reasoning,
            [
                "*choices.[].delta.reasoning_content", "*choices.[].delta.reasoning", "*delta.thinking", "message.thinking", "thinking",
                "*delta.message.content.thinking", "*delta.message.tool_plan",
            ]
        ),
        (.refusal, ["*choices.[].delta.refusal"]),
        (
            .tool,
            [
                "*choices.[].delta.tool_calls.[].function.name", "*choices.[].delta.function_call.name", "*content_block.name",
                "*candidates.[].content.parts.[].functionCall.name", "message.tool_calls.[].function.name",
                "*delta.message.tool_calls.function.name", "item.name", "*toolName",
            ]
        ),
        (
            .arguments,
            [
                "*choices.[].delta.tool_calls.[].function.arguments", "*choices.[].delta.function_call.arguments", "*delta.partial_json",
                "*delta.message.tool_calls.function.arguments", "*inputTextDelta",
            ]
        ),
        (
            .finish,
            [
                "*choices.[].finish_reason", "*delta.stop_reason", "*candidates.[].finishReason", "done_reason", "*delta.finish_reason",
                "*details.finish_reason", "stop_type", "response.incomplete_details.reason",
            ]
        ),
        (.failure, ["error", "error.message", "response.error.message", "errorText"]),
    ]

    /// What the member `delta` is in a record of that `type`: OpenAI Responses and Vercel's UI messages.
    private static let deltas: [TranscriptName: TranscriptLane] = [
        "response.output_text.delta": .text, "response.reasoning_text.delta": .reasoning,
        "response.reasoning_summary_text.delta": .reasoning, "response.refusal.delta": .refusal,
        "response.function_call_arguments.delta": .arguments, "response.mcp_call_arguments.delta": .arguments,
        "response.custom_tool_call_input.delta": .arguments, "text-delta": .text, "reasoning-delta": .reasoning,
    ].reduce(into: [:]) { $0[TranscriptName($1.key)] = $1.value }

    /// The types of records that say nothing more than that all is over.
    private static let ends: Set<TranscriptName> = Set(
        ["response.completed", "message_stop", "message-end", "finish", "conversation.response.done"].map { TranscriptName($0) })

    private(set) var type: Node = 0
    private(set) var done: Node = 0
    private var delta: Node = 0
    private var message: Node = 0

    private init() {
        for (lane, paths) in Self.table {
            for path in paths {
                let node = add(path.drop { $0 == "*" })
                branches[node].part = Part(lane: lane, isTelling: path.hasPrefix("*"))
            }
        }
        (type, done, delta, message) = (add("type"), add("done"), add("delta"), add("message"))
    }

    private mutating func add(_ path: Substring) -> Node {
        var node = Self.root
        for name in path.split(separator: ".") {
            let name = TranscriptName(name)
            if let next = branches[node].children[name] {
                node = next
            } else {
                branches.append(Branch())
                branches[node].children[name] = branches.count - 1
                node = branches.count - 1
            }
        }
        return node
    }

    func member(_ name: TranscriptName, of node: Node?) -> Node? { node.flatMap { branches[$0].children[name] } }
    /// An array around records is no part of their paths.
    func element(of node: Node?) -> Node? { node == Self.root ? node : member(Self.element, of: node) }

    /// What a string at that place is, in a record whose type is known if it came before.
    func part(_ node: Node, type: TranscriptName?) -> Part? {
        if node == delta { return type.flatMap { Self.deltas[$0] }.map { Part(lane: $0, isTelling: true) } }
        if node == message, type == TranscriptName("error") { return Part(lane: .failure, isTelling: false) }
        return branches[node].part
    }

    func isEnd(_ type: TranscriptName) -> Bool { Self.ends.contains(type) }
}

/// The bytes of a name, as a number that no other name of a few thousand has (FNV-1a, 64 bits).
struct TranscriptName: Sendable, Hashable {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ name: some StringProtocol) {
        for byte in name.utf8 { add(byte) }
    }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
