import Foundation
import Testing

/// A recorded answer, made up by the rules of its format, and the transcript that the vendor's client would join of it; written by
/// hand.
struct TranscriptCase: Sendable, CustomTestStringConvertible {
    var format: String
    var body: [UInt8]
    var lines: [String]
    var name: String
    var testDescription: String { name }

    init(_ format: String, _ body: String, _ lines: [String]) {
        self.init(format, format, bytes: Array(body.utf8), lines)
    }

    init(_ format: String, _ name: String, _ body: String, _ lines: [String]) {
        self.init(format, name, bytes: Array(body.utf8), lines)
    }

    init(_ format: String, _ name: String, bytes: [UInt8], _ lines: [String]) {
        (self.format, self.name, body, self.lines) = (format, name, bytes, lines)
    }

    static func events(_ records: String...) -> String { records.map { "data: \($0)\n\n" }.joined() }

    /// With the type of each record as the event's type.
    static func named(_ records: (String, String)...) -> String { records.map { "event: \($0)\ndata: \($1)\n\n" }.joined() }

    private static func chunk(_ record: String) -> [UInt8] {
        Frames.event("chunk", #"{"bytes":"\#(Data(record.utf8).base64EncodedString())","p":"abcd"}"#)
    }

    static let all: [TranscriptCase] = [
        TranscriptCase(
            "openai chat",
            events(
                #"{"object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#,
                #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning_content":"Which \"bird\"?"}}],"obfuscation":"x"}"#,
                #"{"choices":[{"index":0,"delta":{"content":"A cur"},"logprobs":null,"finish_reason":null}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":"lew.\n\nIt calls \u00fc\ud83d\ude00."}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"lookup","arguments":""}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"bird\":"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":" 1, \"a b\": []}"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#,
                #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"completion_tokens_details":{"reasoning_tokens":4}}}"#,
                "[DONE]"),
            [
                "[reasoning]", #"Which "bird"?"#, "[answer]", "A curlew.", "", "It calls ü😀.", "[tool] lookup", "{", #"  "bird": 1,"#,
                #"  "a b": []"#, "}", "[finish] tool_calls", "[usage] 9 in, 12 out, 4 of them reasoning; model m-1",
            ]),
        TranscriptCase(
            "openai chat", "two calls at once, the key after what it is the key of",
            events(
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"bird","arguments":"{\"n\":"},"index":0}]},"index":0}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{\"m\":","name":"nest"},"index":1}]},"index":0}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"1}"},"index":0}]},"index":0}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"2}"},"index":1}]},"finish_reason":"tool_calls","index":0}]}"#
            ),
            [
                "[tool] bird", "{", #"  "n":"#, "[tool 2] nest", "{", #"  "m":"#, "[tool] 1", "}", "[tool 2] 2", "}",
                "[finish] tool_calls",
            ]),
        TranscriptCase(
            "openai chat", "two choices",
            events(
                #"{"choices":[{"index":0,"delta":{"content":"one"}},{"index":1,"delta":{"content":"eins"}}]}"#,
                #"{"choices":[{"delta":{"content":" two"},"index":0}]}"#, #"{"choices":[{"delta":{"content":" zwei"},"index":1}]}"#,
                #"{"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]"),
            [
                "one", "[answer, choice 2]", "eins", "[answer]", " two", "[answer, choice 2]", " zwei", "[finish, choice 2] stop",
            ]),
        TranscriptCase(
            "openai chat", "reasoning under several names",
            events(
                #"{"choices":[{"index":0,"delta":{"reasoning":"Wh","reasoning_content":"Wh"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"reasoning":"ich","reasoning_content":"ich"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"reasoning":"","reasoning_content":" bird"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","text":"?"},{"text":" It"}],"reasoning":"? It"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","text":" calls."}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"reasoning":"one"}},{"index":1,"delta":{"reasoning":"two","thinking":"two"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":"A curlew"},"finish_reason":"stop"}]}"#, "[DONE]"),
            [
                "[reasoning]", "Which bird? It calls.one", "[reasoning, choice 2]", "two", "[answer]", "A curlew", "[finish] stop",
            ]),
        TranscriptCase(
            "openai chat", "Mistral: content in parts",
            events(
                #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"A curlew"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#,
                "[DONE]"), ["[reasoning]", "Hm", "[answer]", "A curlew", "[finish] stop", "[usage] 1 in, 2 out"]),
        TranscriptCase(
            "openai completions", "completions, cut",
            events(#"{"object":"text_completion","choices":[{"text":"one"}]}"#, #"{"choices":[{"text":" two\nthree"}]}"#),
            ["one two", "three  (cut: no finish reason)"]),
        TranscriptCase(
            "openai responses",
            named(
                ("response.created", #"{"type":"response.created","sequence_number":0,"response":{"id":"r","model":"m-2","output":[]}}"#),
                ("x", #"{"type":"response.reasoning_summary_text.delta","summary_index":0,"delta":"Look it up."}"#),
                ("x", #"{"delta":"A cur","item_id":"m","obfuscation":"aZ","output_index":0,"type":"response.output_text.delta"}"#),
                ("x", #"{"type":"response.output_text.delta","output_index":0,"delta":"lew"}"#),
                ("x", #"{"type":"response.output_text.done","text":"A curlew"}"#),
                ("x", #"{"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","name":"lookup"}}"#),
                ("x", #"{"type":"response.function_call_arguments.delta","output_index":1,"delta":"{}"}"#),
                ("x", #"{"type":"response.function_call_arguments.done","output_index":1,"arguments":"{}"}"#),
                ("x", #"{"type":"response.output_item.added","output_index":2,"item":{"type":"web_search_call","id":"w"}}"#),
                ("x", #"{"type":"response.audio.delta","delta":"UklGRg=="}"#),
                (
                    "response.completed",
                    #"{"type":"response.completed","response":{"status":"completed","usage":{"input_tokens":9,"output_tokens":12}}}"#
                )),
            [
                "[reasoning]", "Look it up.", "[answer]", "A curlew", "[tool] lookup", "{}", "[tool 2] web_search_call",
                "[finish] completed", "[usage] 9 in, 12 out; model m-2",
            ]),
        TranscriptCase(
            "openai responses", "several messages, parts of a summary, commands; what a tool of the server answers",
            events(
                #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"**One**"}"#,
                #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"**Two**"}"#,
                #"{"type":"response.output_text.delta","item_id":"a","output_index":1,"content_index":0,"delta":"First"}"#,
                #"{"type":"response.output_text.delta","item_id":"a","output_index":1,"content_index":0,"delta":" message"}"#,
                #"{"type":"response.output_text.delta","item_id":"b","output_index":2,"content_index":0,"delta":"Second"}"#,
                #"{"type":"response.output_text.delta","item_id":"b","output_index":2,"content_index":0,"delta":" message"}"#,
                #"{"type":"response.output_item.added","output_index":3,"item":{"type":"shell_call"}}"#,
                #"{"type":"response.shell_call_command.delta","output_index":3,"command_index":0,"delta":"ls"}"#,
                #"{"type":"response.shell_call_command.delta","output_index":3,"command_index":1,"delta":"pwd"}"#,
                #"{"type":"response.output_item.added","output_index":4,"item":{"type":"mcp_call","name":"roll"}}"#,
                #"{"type":"response.mcp_call_arguments.delta","output_index":4,"delta":"{}"}"#,
                #"{"type":"response.output_item.done","output_index":4,"item":{"type":"mcp_call","name":"roll","output":"4"}}"#,
                #"{"type":"response.output_item.done","output_index":5,"item":{"type":"shell_call_output","output":[{"stdout":"x"}]}}"#,
                #"{"type":"response.completed","response":{"status":"completed"}}"#),
            [
                "[reasoning]", "**One**", "[reasoning]", "**Two**", "[answer]", "First message", "[answer]", "Second message",
                "[tool] shell_call", "ls", "pwd", "[tool 2] roll", "{}", "[result] 4", "[finish] completed",
            ]),
        TranscriptCase(
            "openai responses", "incomplete",
            events(
                #"{"type":"response.output_text.delta","delta":"A"}"#,
                #"{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}}}"#),
            ["A", "[finish] max_output_tokens"]),
        TranscriptCase(
            "anthropic messages",
            named(
                (
                    "message_start",
                    #"{"type":"message_start","message":{"id":"m","model":"c-4","role":"assistant","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}"#
                ), ("content_block_start", #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#),
                ("ping", #"{"type":"ping"}"#),
                ("content_block_delta", #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}"#),
                ("content_block_delta", #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"abc"}}"#),
                ("content_block_delta", #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"A cur"}}"#),
                ("content_block_delta", #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"lew"}}"#),
                (
                    "content_block_start",
                    #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"lookup","input":{}}}"#
                ),
                ("content_block_delta", #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}"#),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"bird\":1}"}}"#
                ),
                (
                    "content_block_start",
                    #"{"type":"content_block_start","index":3,"content_block":{"type":"web_search_tool_result","content":[{"url":"u"}]}}"#
                ),
                ("message_delta", #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":34}}"#),
                ("message_stop", #"{"type":"message_stop"}"#)),
            [
                "[reasoning]", "Hm", "[answer]", "A curlew", "[tool] lookup", "{", #"  "bird": 1"#, "}", "[result] [", "  {",
                #"    "url": "u""#, "  }", "]", "[finish] tool_use", "[usage] 9 in, 34 out; model c-4",
            ]),
        TranscriptCase(
            "gemini", "gemini, events, the mark of a thought after its text",
            events(
                #"{"candidates":[{"content":{"parts":[{"text":"Which","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9}}"#,
                #"{"candidates":[{"content":{"parts":[{"text":" bird?","thought":true},{"text":"A curlew"},{"functionCall":{"args":{"bird":"curlew","n":[1,2]},"name":"lookup"}}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":7,"thoughtsTokenCount":3},"modelVersion":"g-1"}"#
            ),
            [
                "[reasoning]", "Which bird?", "[answer]", "A curlew", "[tool] lookup", "{", #"  "bird": "curlew","#, #"  "n": ["#, "    1,",
                "    2", "  ]", "}", "[finish] STOP", "[usage] 9 in, 10 out, 3 of them reasoning; model g-1",
            ]),
        TranscriptCase(
            "gemini", "gemini, the growing array",
            """
            [{
              "candidates": [{ "content": { "parts": [{ "text": "A cur" }], "role": "model" }, "index": 0 }]
            }
            ,\r
            {
              "candidates": [{ "content": { "parts": [{ "text": "lew" }] }, "finishReason": "STOP" }]
            }
            ]

            """, ["A curlew", "[finish] STOP"]),
        TranscriptCase(
            "gemini", "gemini, arguments in pieces",
            events(
                #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"go","willContinue":true}}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"functionCall":{"partialArgs":[{"jsonPath":"$.to","stringValue":"the"}],"willContinue":true}}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"functionCall":{}}]},"finishReason":"STOP"}]}"#),
            ["[tool] go", "{", #"  "jsonPath": "$.to","#, #"  "stringValue": "the""#, "}", "[finish] STOP"]),
        TranscriptCase("gemini", "gemini, blocked", events(#"{"promptFeedback":{"blockReason":"SAFETY"}}"#), ["[finish] SAFETY"]),
        TranscriptCase(
            "gemini interactions",
            events(
                #"{"event_type":"interaction.created","interaction":{"id":"i","model":"g-2","status":"in_progress"}}"#,
                #"{"event_type":"step.start","index":0,"step":{"type":"thought"}}"#,
                #"{"event_type":"step.delta","index":0,"delta":{"type":"thought_summary","content":{"type":"text","text":"Hm"}}}"#,
                #"{"event_type":"step.delta","index":0,"delta":{"type":"thought_signature","signature":"x"}}"#,
                #"{"event_type":"step.start","index":1,"step":{"type":"function_call","name":"lookup"}}"#,
                #"{"event_type":"step.delta","index":1,"delta":{"type":"arguments_delta","arguments":"{\"a\":1}"}}"#,
                #"{"event_type":"step.delta","index":2,"delta":{"type":"text","text":"A curlew"}}"#,
                #"{"event_type":"interaction.completed","interaction":{"status":"completed","usage":{"total_input_tokens":5,"total_output_tokens":6}}}"#
            ),
            [
                "[reasoning]", "Hm", "[tool] lookup", "{", #"  "a": 1"#, "}", "[answer]", "A curlew", "[finish] completed",
                "[usage] 5 in, 6 out; model g-2",
            ]),
        TranscriptCase(
            "ollama", "ollama chat",
            """
            {"model":"m","created_at":"t","message":{"role":"assistant","content":"","thinking":"Which"},"done":false}
            {"model":"m","created_at":"t","message":{"role":"assistant","content":"A curlew"},"done":false}
            {"model":"m","created_at":"t","message":{"role":"assistant","content":"","tool_calls":[{"function":{"arguments":{"b":1},"name":"look"}}]},"done":false}
            {"model":"m","created_at":"t","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":12}

            """,
            [
                "[reasoning]", "Which", "[answer]", "A curlew", "[tool] look", "{", #"  "b": 1"#, "}", "[finish] stop",
                "[usage] 9 in, 12 out; model m",
            ]),
        TranscriptCase(
            "ollama", "ollama generate",
            """
            {"model":"m","created_at":"t","response":"A cur","done":false}
            {"model":"m","created_at":"t","response":"lew","done":false}
            {"model":"m","created_at":"t","response":"","done":true,"context":[1,2,3]}

            """, ["A curlew"]),
        TranscriptCase(
            "cohere",
            events(
                #"{"type":"message-start","id":"1","delta":{"message":{"role":"assistant"}}}"#,
                #"{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I look it up."}}}"#,
                #"{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"t","function":{"name":"lookup","arguments":""}}}}}"#,
                #"{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}"#,
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"A cur"}}}}"#,
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"lew"}}}}"#,
                #"{"type":"message-end","id":"1","delta":{"finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":9,"output_tokens":12}}}}"#
            ),
            [
                "[reasoning]", "I look it up.", "[tool] lookup", "{}", "[answer]", "A curlew", "[finish] COMPLETE", "[usage] 9 in, 12 out",
            ]),
        TranscriptCase(
            "mistral conversations",
            named(
                ("conversation.response.started", #"{"type":"conversation.response.started","conversation_id":"c"}"#),
                (
                    "tool.execution.started",
                    #"{"type":"tool.execution.started","output_index":0,"name":"web_search","arguments":"{\"q\":1}"}"#
                ),
                ("message.output.delta", #"{"type":"message.output.delta","output_index":1,"content":"A cur"}"#),
                ("message.output.delta", #"{"type":"message.output.delta","output_index":1,"content":{"type":"text","text":"lew"}}"#),
                (
                    "conversation.response.done",
                    #"{"type":"conversation.response.done","usage":{"prompt_tokens":3,"completion_tokens":4}}"#
                )), ["[tool] web_search", "{", #"  "q": 1"#, "}", "[answer]", "A curlew", "[usage] 3 in, 4 out"]),
        TranscriptCase(
            "bedrock converse", "bedrock converse, as recorded", bytes: (try? fixture("bedrock.bin")) ?? [],
            ["Hi", "[finish] end_turn", "[usage] 9 in, 2 out", "[error] Too many requests (throttlingException)"]),
        TranscriptCase(
            "bedrock converse", "bedrock converse, a tool",
            bytes: Frames.event("messageStart", #"{"role":"assistant"}"#)
                + Frames.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Hm"}},"p":"a"}"#)
                + Frames.event("contentBlockStart", #"{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t","name":"lookup"}}}"#)
                + Frames.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"a\":1}"}}}"#)
                + Frames.event("messageStop", #"{"stopReason":"tool_use"}"#),
            ["[reasoning]", "Hm", "[tool] lookup", "{", #"  "a": 1"#, "}", "[finish] tool_use"]),
        TranscriptCase(
            "anthropic messages", "bedrock, the model's own records in base64",
            bytes: chunk(#"{"type":"message_start","message":{"model":"c","usage":{"input_tokens":1}}}"#)
                + chunk(#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"A\n\n\nü"}}"#)
                + chunk(#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ncurlew"}}"#)
                + chunk(#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#)
                + chunk(#"{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":1,"outputTokenCount":3}}"#),
            ["A", "", "", "ü", "curlew", "[finish] end_turn", "[usage] 1 in, 2 out; model c", "[usage] 1 in, 3 out; model c"]),
        TranscriptCase(
            "anthropic messages", "bedrock, records in base64 written another way",
            bytes: [
                #"{ "bytes" : "%","p":"abcd"}"#, #"{"p":"a\"b", "bytes":"%"}"#, "{\n\"x\":\"\",\"bytes\":\n\"%\"}",
            ].flatMap { text in
                let record = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"cur"}}"#
                return Frames.event("chunk", text.replacing("%", with: Data(record.utf8).base64EncodedString()))
            }, ["curcurcur  (cut: no finish reason)"]),
        TranscriptCase(
            "vercel ui messages",
            events(
                #"{"type":"start","messageId":"m"}"#, #"{"type":"start-step"}"#, #"{"type":"reasoning-delta","id":"r","delta":"Hm"}"#,
                #"{"type":"text-start","id":"0"}"#, #"{"type":"text-delta","id":"0","delta":"A gul"}"#, #"{"type":"reset-step"}"#,
                #"{"type":"text-delta","id":"1","delta":"A cur"}"#, #"{"type":"text-delta","id":"1","delta":"lew"}"#,
                #"{"type":"tool-input-start","toolCallId":"t","toolName":"lookup"}"#,
                #"{"type":"tool-input-delta","toolCallId":"t","inputTextDelta":"{\"a\":1}"}"#,
                #"{"type":"tool-input-available","toolCallId":"t","toolName":"lookup","input":{"a":1}}"#,
                #"{"type":"tool-output-available","toolCallId":"t","output":{"ok":true}}"#,
                #"{"type":"tool-input-available","toolCallId":"u","toolName":"nest","input":{}}"#,
                #"{"type":"tool-output-error","toolCallId":"u","errorText":"no nest"}"#,
                #"{"type":"abort","reason":"stopped by the user"}"#,
                #"{"type":"finish","finishReason":"stop"}"#, "[DONE]"),
            [
                "[reasoning]", "Hm", "[answer]", "A gul", "[note] withdrawn: what came since the step began", "[answer]", "A curlew",
                "[tool] lookup", "{", #"  "a": 1"#, "}", "[result] {", #"  "ok": true"#, "}", "[tool 2] nest", "{}",
                "[note] the tool failed: no nest", "[note] aborted: stopped by the user", "[finish] stop",
            ]),
        TranscriptCase(
            "vercel ui messages", "several texts",
            events(
                #"{"type":"text-start","id":"0"}"#, #"{"type":"text-delta","id":"0","delta":"One"}"#,
                #"{"type":"text-delta","id":"0","delta":" text"}"#, #"{"type":"text-delta","id":"1","delta":"Two"}"#,
                #"{"type":"finish","finishReason":"stop"}"#), ["One text", "[answer]", "Two", "[finish] stop"]),
        TranscriptCase(
            "langserve",
            named(
                ("metadata", #"{"run_id":"1"}"#), ("data", #""A cur""#), ("data", #"{"content":"lew","type":"AIMessageChunk"}"#),
                ("end", "")
            ), ["A curlew"]),
        TranscriptCase(
            "langserve", "langserve, patches of its log",
            named(
                ("data", #"{"ops":[{"op":"replace","path":"","value":{"id":"1","streamed_output":[],"final_output":null,"logs":{}}}]}"#),
                ("data", #"{"ops":[{"op":"add","path":"/logs/M/streamed_output_str/-","value":"A cur"}]}"#),
                ("data", #"{"ops":[{"op":"add","path":"/streamed_output/-","value":{"content":"A cur","type":"AIMessageChunk"}}]}"#),
                ("data", #"{"ops":[{"value":"lew","path":"/streamed_output/-","op":"add"}]}"#),
                ("data", #"{"ops":[{"op":"replace","path":"/final_output","value":{"content":"A curlew"}}]}"#), ("end", "")
            ), ["A curlew"]),
        TranscriptCase(
            "langserve", "langserve, events of a run",
            named(
                ("data", #"{"event":"on_chat_model_start","data":{"input":{"messages":[]}}}"#),
                ("data", #"{"event":"on_chat_model_stream","data":{"chunk":{"content":"A curlew"}},"run_id":"1"}"#), ("end", "")
            ), ["A curlew"]),
        TranscriptCase(
            "langgraph",
            named(
                ("metadata", #"{"run_id":"1"}"#),
                ("messages", #"[{"content":"A cur","type":"AIMessageChunk","id":"m"},{"langgraph_node":"a"}]"#),
                ("messages", #"[{"content":"lew","type":"AIMessageChunk","id":"m"},{}]"#),
                (
                    "values",
                    #"{"messages":[{"content":"What?","type":"human","id":"h"},{"content":"A curlew","type":"ai","id":"m"}]}"#
                ), ("end", "")), ["A curlew"]),
        TranscriptCase(
            "langgraph", "langgraph, all in the data",
            events(
                #"{"type":"metadata","ns":[],"data":{"run_id":"1"}}"#,
                #"{"type":"messages","ns":[],"data":[{"content":"A cur","type":"AIMessageChunk","id":"m"},{"langgraph_node":"a"}]}"#,
                #"{"type":"messages","ns":["x"],"data":[{"content":[{"type":"text","text":"lew"}],"type":"AIMessageChunk","id":"m"},{}]}"#
            ), ["A curlew  (cut: no finish reason)"]),
        TranscriptCase(
            "langgraph", "langgraph, messages that grow and are replaced",
            named(
                ("messages/partial", #"[{"content":"A gu","type":"ai","id":"m"}]"#),
                ("messages/partial", #"[{"content":"A gull","type":"ai","id":"m"}]"#),
                ("messages/partial", #"[{"content":"A curlew\nflies","type":"ai","id":"m"}]"#),
                ("messages/complete", #"[{"content":"A curlew\nflies","type":"ai","id":"m"}]"#), ("end", "")),
            ["A gull", "[answer, replaced]", "A curlew", "flies"]),
        TranscriptCase(
            "mcp",
            named(
                ("message", #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"total":2,"message":"half"}}"#),
                ("message", #"{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"A curlew"}]}}"#)),
            ["[note] half", "[answer]", "A curlew"]),
        TranscriptCase(
            "tgi",
            events(
                #"{"index":1,"token":{"id":5,"text":"A cur","special":false},"generated_text":null}"#,
                #"{"index":2,"token":{"id":6,"text":"lew","special":false},"generated_text":null}"#,
                #"{"index":3,"token":{"text":"</s>","special":true},"generated_text":"A curlew","details":{"finish_reason":"eos_token","generated_tokens":3}}"#
            ), ["A curlew", "[finish] eos_token", "[usage] 3 out"]),
        TranscriptCase(
            "llama.cpp",
            events(
                #"{"index":0,"content":"A cur","tokens":[5],"stop":false}"#, #"{"content":"lew","stop":false}"#,
                #"{"content":"","stop":true,"model":"l","stop_type":"eos","tokens_predicted":3,"tokens_evaluated":2}"#),
            ["A curlew", "[finish] eos", "[usage] 2 in, 3 out; model l"]),
    ]

    /// A stream of each kind that goes wrong, and what is said of it.
    static let errors: [(name: String, body: [UInt8], message: String)] =
        [
            ("OpenAI", events(chat, #"{"error":{"message":"Too long","type":"invalid_request","code":7}}"#), "Too long (invalid_request)"),
            ("a text", events(chat, #"{"error":"out of memory"}"#), "out of memory"),
            ("TGI", events(#"{"index":1,"token":{"text":"A"}}"#, #"{"error":"busy","error_type":"overloaded"}"#), "busy (overloaded)"),
            ("vLLM", events(chat, #"{"object":"error","message":"Bad","code":400}"#), "Bad (400)"),
            (
                "Anthropic", named(("error", #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)),
                "Overloaded (overloaded_error)"
            ),
            (
                "Responses",
                events(#"{"type":"response.created"}"#, #"{"type":"error","code":"server_error","message":"No","sequence_number":3}"#),
                "No (server_error)"
            ),
            (
                "Responses, failed",
                events(#"{"type":"response.failed","response":{"id":"r","error":{"code":"server_error","message":"No"}}}"#),
                "No (server_error)"
            ),
            ("Vercel", events(#"{"type":"start-step"}"#, #"{"type":"error","errorText":"No more"}"#), "No more"),
            (
                "Interactions", events(#"{"event_type":"step.start"}"#, #"{"event_type":"error","error":{"message":"No","code":"x"}}"#),
                "No (x)"
            ),
            (
                "Mistral conversations", events(#"{"type":"conversation.response.error","message":"No","code":3000}"#), "No (3000)"
            ),
            ("MCP", events(#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"No such tool"}}"#), "No such tool (-32601)"),
            (
                "Gemini, bare",
                events(#"{"candidates":[{"content":{"parts":[{"text":"A"}]}}]}"#)
                    + "{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"Overloaded\",\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n",
                "Overloaded (UNAVAILABLE)"
            ),
            ("a proxy", events(chat) + "<html><body>502 Bad Gateway</body></html>\n", "<html><body>502 Bad Gateway</body></html>"),
            (
                "LangGraph",
                named(
                    ("messages", #"[{"content":"A","type":"AIMessageChunk"},{}]"#),
                    ("error", #"{"error":"ValueError","message":"No such node"}"#)), "No such node (ValueError)"
            ),
            ("a text event", events(chat) + "event: error\ndata: gone\n\n", "gone"),
            ("Ollama", #"{"model":"m","created_at":"t","response":"A","done":false}\#n{"error":"unloaded"}\#n"#, "unloaded"),
        ].map { ($0.0, Array($0.1.utf8), $0.2) } + [
            (
                "Bedrock",
                Frames.event("messageStart", "{}")
                    + Frames.aws([(":message-type", "exception"), (":exception-type", "x")], #"{"message":"No"}"#),
                "No (x)"
            ),
            (
                "Connect, at the end",
                Frames.message(0, Array(chat.utf8)) + Frames.message(2, Array(#"{"error":{"code":"internal","message":"No"}}"#.utf8)),
                "No (internal)"
            ),
            ("Bedrock, an error", Frames.aws([(":message-type", "error"), (":error-code", "7"), (":error-message", "No")], ""), "No (7)"),
        ]

    private static let chat = #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"A"}}]}"#
}
