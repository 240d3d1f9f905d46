import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// Bodies made up by the rules of each format; the transcripts are written by hand.
@Suite struct TranscriptTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var body: String
        var lines: [String]
        var testDescription: String { name }
    }

    private static func events(_ records: String...) -> String { records.map { "data: \($0)\n\n" }.joined() }

    static let cases: [Case] = [
        Case(
            name: "OpenAI chat",
            body: events(
                #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#,
                #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning_content":"Which \"bird\"?"}}],"obfuscation":"x"}"#,
                #"{"choices":[{"index":0,"delta":{"content":"A cur"},"logprobs":null,"finish_reason":null}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":"lew.\n\nIt calls \u00fc\ud83d\ude00."}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"lookup","arguments":""}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"bird\":"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":" 1}"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#,
                #"{"choices":[],"usage":{"completion_tokens":12}}"#, "[DONE]"),
            lines: [
                "[reasoning]", #"Which "bird"?"#, "[answer]", "A curlew.", "", "It calls ü😀.", "[tool] lookup", #"{"bird": 1}"#,
                "[finish] tool_calls",
            ]),
        Case(
            name: "legacy completions, cut",
            body: events(#"{"object":"text_completion","choices":[{"text":"one"}]}"#, #"{"choices":[{"text":" two\nthree"}]}"#),
            lines: ["one two", "three  (cut: no finish reason)"]),
        Case(
            name: "OpenAI Responses",
            body: """
                event: response.created
                data: {"type":"response.created","response":{"id":"r","output":[]}}

                event: response.output_text.delta
                data: {"type":"response.output_text.delta","item_id":"m","delta":"A cur","obfuscation":"aZ"}

                data: {"type":"response.output_text.delta","delta":"lew"}

                data: {"type":"response.output_text.done","text":"A curlew"}

                data: {"type":"response.output_item.added","item":{"type":"function_call","name":"lookup"}}

                data: {"type":"response.function_call_arguments.delta","delta":"{}"}

                data: {"type":"response.completed","response":{"status":"completed"}}


                """,
            lines: ["A curlew", "[tool] lookup", "{}"]),
        Case(
            name: "Anthropic Messages, with an error",
            body: """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","role":"assistant","content":[],"stop_reason":null}}

                : ping
                data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}\r
                \r
                data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"A curlew\\r\\n"}}

                data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"lookup","input":{}}}

                data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":1}"}}

                event: error
                data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}


                """,
            lines: ["[reasoning]", "Hm", "[answer]", "A curlew^M", "[tool] lookup", #"{"a":1}"#, "[error] Overloaded"]),
        Case(
            name: "Gemini, the growing array",
            body: """
                [{
                  "candidates": [{ "content": { "parts": [{ "text": "A cur" }], "role": "model" }, "index": 0 }]
                }
                ,\r
                {
                  "candidates": [{ "content": { "parts": [{ "text": "lew" }] }, "finishReason": "STOP" }]
                }
                ]

                """,
            lines: ["A curlew", "[finish] STOP"]),
        Case(
            name: "Ollama",
            body: """
                {"model":"m","created_at":"t","message":{"role":"assistant","content":"","thinking":"Which"},"done":false}
                {"model":"m","created_at":"t","message":{"role":"assistant","content":"A curlew"},"done":false}
                {"model":"m","created_at":"t","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}

                """,
            lines: ["[reasoning]", "Which", "[answer]", "A curlew", "[finish] stop"]),
        Case(
            name: "Cohere",
            body: events(
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"A cur"}}}}"#,
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"lew"}}}}"#,
                #"{"type":"message-end","id":"1","delta":{"finish_reason":"COMPLETE","usage":{}}}"#),
            lines: ["A curlew", "[finish] COMPLETE"]),
        Case(
            name: "Text Generation Inference",
            body: events(
                #"{"index":1,"token":{"id":5,"text":"A cur","special":false},"generated_text":null}"#,
                #"{"index":2,"token":{"text":"lew"},"generated_text":"A curlew","details":{"finish_reason":"eos_token"}}"#),
            lines: ["A curlew", "[finish] eos_token"]),
        Case(
            name: "Vercel UI messages",
            body: events(
                #"{"type":"start","messageId":"m"}"#, #"{"type":"text-delta","id":"0","delta":"A cur"}"#,
                #"{"type":"text-delta","id":"0","delta":"lew"}"#, #"{"type":"finish"}"#, "[DONE]"),
            lines: ["A curlew"]),
    ]

    @Test(arguments: cases) func joined(_ stream: Case) throws {
        let bytes = Array(stream.body.utf8)
        #expect(Document(try body(bytes), view: .transcript).text == stream.lines)
        #expect(ViewKind.transcript.fits(nil, bytes) > 0)
    }

    /// A byte at a time: what is finished stays as it is.
    @Test(arguments: cases) func however(_ stream: Case) throws {
        let store = try body([], growing: true)
        var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
        for byte in stream.body.utf8 {
            try store.append([byte])
            document.take(store, &indexer)
            let finished = document.lines(from: .first, count: .max).filter(\.end.isFinished).map(\.text)
            #expect(stream.lines.starts(with: finished))
        }
        store.finish()
        document.take(store, &indexer)
        #expect(document.text == stream.lines)
    }

    @Test func `half a token shows`() throws {
        let store = try body(Array(#"data: {"choices":[{"delta":{"content":"A cur"#.utf8), growing: true)
        var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.text == ["A cur"])
    }

    @Test func `a paragraph of any length is one line`() throws {
        let record = #"{"choices":[{"index":0,"delta":{"content":"word "}}],"padding":"\#(String(repeating: "x", count: 100))"}"#
        let stream =
            String(repeating: "data: \(record)\n\n", count: 2_000)
            + #"data: {"choices":[{"delta":{"content":"\nend"},"finish_reason":"stop"}]}"#
        let document = Document(try body(Array(stream.utf8)), view: .transcript)
        #expect(document.text == [String(repeating: "word ", count: 2_000), "end", "[finish] stop"])
    }

    @Test func `what is no answer is not offered as one`() {
        for text in [
            "", "data: hello\n\n", #"{"error":"no"}"#, #"{"content":"x"}"#, #"data: {"content":"x"}"#, "<p>", #"[{"text":"a"}]"#,
            #"{"done":true}"#, #"{"message":{"content":"x"}}"#,
        ] {
            #expect(ViewKind.transcript.fits(nil, Array(text.utf8)) == 0, "\(text)")
        }
    }
}
