extension TranscriptFormat {
    /// All that are told from the bytes, in the order they are looked for.
    static let all: [TranscriptFormat] = [
        responses, anthropic, cohere, mistralConversations, vercel, chat, completions, gemini, interactions, mcp, inference, llama, ollama,
        converse, langGraph, langServe,
    ]

    /// OpenAI chat completions, and the many servers that do as it does.
    private static let chat = TranscriptFormat(
        "openai chat", signs: [.value("object", "chat.completion.chunk"), .member("choices.delta")], keys: ["index"],
        [
            Row(
                lane: .text,
                paths: ["choices.[].delta.content", "choices.[].delta.content.[].text", "choices.[].delta.audio.transcript"]),
            Row(
                lane: .reasoning,
                paths: [
                    "choices.[].delta.reasoning_content", "choices.[].delta.reasoning", "choices.[].delta.thinking",
                    "choices.[].delta.reasoning_details.[].text",
                ], options: .once),
            Row(lane: .reasoning, paths: ["choices.[].delta.content.[].thinking.[].text"]),
            Row(lane: .refusal, paths: ["choices.[].delta.refusal"]),
            Row(lane: .tool, paths: ["choices.[].delta.tool_calls.[].function.name", "choices.[].delta.function_call.name"]),
            Row(
                lane: .arguments,
                paths: ["choices.[].delta.tool_calls.[].function.arguments", "choices.[].delta.function_call.arguments"]),
            Row(lane: .finish, paths: ["choices.[].finish_reason"]),
        ])

    private static let completions = TranscriptFormat(
        "openai completions", signs: [.value("object", "text_completion"), .member("choices.text")],
        [Row(lane: .text, paths: ["choices.[].text"]), Row(lane: .finish, paths: ["choices.[].finish_reason"])])

    private static let responses = TranscriptFormat(
        "openai responses", signs: [.kindPrefix("response."), .kindPrefix("transcript.text."), .event("response.created")],
        keys: ["output_index"], parts: ["output_index", "content_index", "summary_index", "command_index"],
        ends: ["response.completed", "response.incomplete", "response.failed", "transcript.text.done"],
        [
            Row(lane: .text, paths: ["delta"], options: .byKind),
            Row(lane: .result, paths: ["delta.stdout", "delta.stderr"], kinds: ["response.shell_call_output_content.delta"]),
            Row(lane: .result, paths: ["item.output"], kinds: ["response.output_item.done"], options: .isText),
            Row(lane: .arguments, paths: ["arguments"], kinds: ["response.function_call_arguments.done"], options: .repeats),
            Row(lane: .finish, paths: ["response.incomplete_details.reason"]),
            Row(lane: .finish, paths: ["response.status"], kinds: ["response.completed", "response.cancelled"]),
        ])

    private static let anthropic = TranscriptFormat(
        "anthropic messages",
        signs: ["message_start", "content_block_start", "content_block_delta", "message_delta", "completion"].map { .kind($0) },
        keys: ["index"], ends: ["message_stop"],
        [
            Row(lane: .text, paths: ["delta.text", "content_block.text", "completion"]),
            Row(lane: .reasoning, paths: ["delta.thinking", "content_block.thinking"]),
            Row(lane: .tool, paths: ["content_block.name"]),
            Row(lane: .arguments, paths: ["delta.partial_json"]),
            Row(lane: .result, paths: ["content_block.content"]),
            Row(lane: .finish, paths: ["delta.stop_reason", "stop_reason"]),
        ])

    private static let gemini = TranscriptFormat(
        "gemini", signs: [.member("candidates"), .member("promptFeedback")], keys: ["id"],
        [
            Row(lane: .text, paths: ["candidates.[].content.parts.[].text"]),
            Row(lane: .tool, paths: ["candidates.[].content.parts.[].functionCall.name"]),
            Row(
                lane: .arguments,
                paths: ["candidates.[].content.parts.[].functionCall.args", "candidates.[].content.parts.[].functionCall.partialArgs.[]"]),
            Row(lane: .code, paths: ["candidates.[].content.parts.[].executableCode.code"]),
            Row(lane: .result, paths: ["candidates.[].content.parts.[].codeExecutionResult.output"]),
            Row(lane: .finish, paths: ["candidates.[].finishReason", "promptFeedback.blockReason"]),
        ])

    private static let interactions = TranscriptFormat(
        "gemini interactions", signs: [.kindPrefix("interaction."), .kindPrefix("step.")], keys: ["index", "step_id"], parts: ["index"],
        ends: ["interaction.completed", "interaction.complete"],
        [
            Row(lane: .text, paths: ["delta.text"]),
            Row(lane: .reasoning, paths: ["delta.content.text", "delta.content", "delta.summary.text"]),
            Row(lane: .tool, paths: ["step.name", "delta.name"]),
            Row(lane: .arguments, paths: ["delta.arguments", "step.arguments"]),
            Row(lane: .result, paths: ["delta.result", "step.result"]),
            Row(lane: .finish, paths: ["interaction.status"], kinds: ["interaction.completed", "interaction.complete"]),
        ])

    private static let ollama = TranscriptFormat(
        "ollama", signs: [.all([.member("model"), .member("created_at"), .member("done")])], lastSigns: [.isTrue("done")],
        [
            Row(lane: .text, paths: ["message.content", "response"]),
            Row(lane: .reasoning, paths: ["message.thinking", "thinking"]),
            Row(lane: .tool, paths: ["message.tool_calls.[].function.name"]),
            Row(lane: .arguments, paths: ["message.tool_calls.[].function.arguments"]),
            Row(lane: .finish, paths: ["done_reason"]),
        ])

    private static let cohere = TranscriptFormat(
        "cohere",
        signs: ["message-start", "content-start", "content-delta", "tool-plan-delta", "message-end"].map { .kind($0) },
        keys: ["index"], ends: ["message-end"],
        [
            Row(lane: .text, paths: ["delta.message.content.text"], kinds: ["content-delta", "content-start"]),
            Row(
                lane: .reasoning, paths: ["delta.message.content.thinking", "delta.message.tool_plan"],
                kinds: ["content-delta", "content-start", "tool-plan-delta"]),
            Row(lane: .tool, paths: ["delta.message.tool_calls.function.name"]),
            Row(lane: .arguments, paths: ["delta.message.tool_calls.function.arguments"]),
            Row(lane: .finish, paths: ["delta.finish_reason"]),
        ])

    private static let mistralConversations = TranscriptFormat(
        "mistral conversations",
        signs: [.kindPrefix("conversation.response."), .kind("message.output.delta"), .kind("function.call.delta")],
        keys: ["tool_call_id", "output_index", "id"], parts: ["output_index"], ends: ["conversation.response.done"],
        notices: ["agent.handoff.done": ("handed to", "next_agent_name")],
        [
            Row(lane: .text, paths: ["content", "content.text"], kinds: ["message.output.delta"]),
            Row(lane: .reasoning, paths: ["content.thinking.[].text"], kinds: ["message.output.delta"]),
            Row(lane: .tool, paths: ["name"], kinds: ["function.call.delta", "tool.execution.started"]),
            Row(lane: .arguments, paths: ["arguments"], kinds: ["function.call.delta", "tool.execution.started", "tool.execution.delta"]),
        ])

    /// Amazon Bedrock's ConverseStream, whose records come in frames.
    private static let converse = TranscriptFormat(
        "bedrock converse",
        signs: [
            .event("messageStart"), .event("contentBlockStart"), .event("contentBlockDelta"), .event("messageStop"),
            .member("contentBlockIndex"),
        ],
        keys: ["contentBlockIndex"], ends: ["messageStop"],
        [
            Row(lane: .text, paths: ["delta.text"]),
            Row(lane: .reasoning, paths: ["delta.reasoningContent.text"]),
            Row(lane: .tool, paths: ["start.toolUse.name"]),
            Row(lane: .arguments, paths: ["delta.toolUse.input"]),
            Row(lane: .finish, paths: ["stopReason"]),
        ])

    /// The UI message stream of Vercel's AI SDK.
    private static let vercel = TranscriptFormat(
        "vercel ui messages",
        signs: [
            .all([.kind("start"), .member("messageId")]), .kind("start-step"), .kind("text-start"), .kind("text-delta"),
            .kind("reasoning-start"), .kind("reasoning-delta"), .kind("tool-input-start"), .kind("tool-input-available"),
        ],
        keys: ["toolCallId"], parts: ["id"], ends: ["finish"],
        notices: [
            "reset-step": ("withdrawn: what came since the step began", nil), "abort": ("aborted", "reason"),
            "tool-output-denied": ("the tool was not allowed to run", nil), "tool-output-error": ("the tool failed", "errorText"),
            "tool-input-error": ("the tool cannot be called", "errorText"),
            "tool-approval-request": ("the tool waits for leave to run", nil),
            "source-url": ("source", "url"), "source-document": ("source", "title"), "file": ("file", "mediaType"),
        ],
        [
            Row(lane: .text, paths: ["delta"], kinds: ["text-delta"]),
            Row(lane: .reasoning, paths: ["delta"], kinds: ["reasoning-delta"]),
            Row(lane: .tool, paths: ["toolName"], kinds: ["tool-input-start"]),
            Row(lane: .tool, paths: ["toolName"], kinds: ["tool-input-available"], options: .repeats),
            Row(lane: .arguments, paths: ["inputTextDelta"], kinds: ["tool-input-delta"]),
            Row(lane: .arguments, paths: ["input"], kinds: ["tool-input-available"], options: .repeats),
            Row(lane: .result, paths: ["output"], kinds: ["tool-output-available"]),
            Row(lane: .finish, paths: ["finishReason"], kinds: ["finish"]),
        ])

    private static let mcp = TranscriptFormat(
        "mcp", signs: [.value("jsonrpc", "2.0")], lastSigns: [.member("result")],
        [
            Row(lane: .text, paths: ["result.content.[].text"]),
            Row(lane: .notice, paths: ["params.message"]),
            Row(lane: .notice, paths: ["params.data"]),
        ])

    /// Hugging Face Text Generation Inference.
    private static let inference = TranscriptFormat(
        "tgi", signs: [.member("token.text")],
        [Row(lane: .text, paths: ["token.text"]), Row(lane: .finish, paths: ["details.finish_reason"])])

    private static let llama = TranscriptFormat(
        "llama.cpp", signs: [.all([.member("content"), .member("stop")])], lastSigns: [.isTrue("stop")],
        [Row(lane: .text, paths: ["content"]), Row(lane: .finish, paths: ["stop_type"])])

    private static let langServe = TranscriptFormat(
        "langserve",
        signs: [
            .all([.event("data"), .text]), .all([.event("data"), .member("content")]),
            .all([.event("data"), .value("event", "on_chat_model_stream")]), .all([.event("data"), .member("ops.path")]),
        ],
        // Of its log, which is changed by patches, that of the whole run.
        ends: ["end"], only: ("path", "/streamed_output/-"),
        [
            Row(
                lane: .text,
                paths: [
                    "content", "data.chunk.content", "content.[].text", "data.chunk.content.[].text", "ops.[].value",
                    "ops.[].value.content", "ops.[].value.content.[].text",
                ]),
            Row(lane: .text, paths: [""], kinds: ["data"]),
            Row(lane: .tool, paths: ["tool_call_chunks.[].name", "data.chunk.tool_call_chunks.[].name"]),
            Row(lane: .arguments, paths: ["tool_call_chunks.[].args", "data.chunk.tool_call_chunks.[].args"]),
            Row(lane: .finish, paths: ["response_metadata.finish_reason", "data.chunk.response_metadata.finish_reason"]),
        ])

    private static let langGraph = TranscriptFormat(
        "langgraph",
        signs: [
            .all([.event("messages"), .member("content")]), .event("messages/partial"), .event("messages/metadata"),
            .event("messages/complete"), .all([.event("values"), .member("messages")]), .all([.kind("messages"), .member("data.content")]),
        ],
        keys: ["index"], ends: ["end"],
        [
            // Later versions have all of it in a member.
            Row(
                lane: .text, paths: ["[].content", "[].content.[].text", "data.[].content", "data.[].content.[].text"],
                kinds: ["messages"]),
            Row(lane: .tool, paths: ["[].tool_call_chunks.[].name", "data.[].tool_call_chunks.[].name"], kinds: ["messages"]),
            Row(lane: .arguments, paths: ["[].tool_call_chunks.[].args", "data.[].tool_call_chunks.[].args"], kinds: ["messages"]),
            Row(lane: .text, paths: ["[].content"], kinds: ["messages/partial", "messages/complete"], options: .replaces),
            Row(lane: .text, paths: ["messages.[].content"], kinds: ["values"], options: .replaces),
            Row(lane: .finish, paths: ["[].response_metadata.finish_reason"], kinds: ["messages"]),
        ])
}
