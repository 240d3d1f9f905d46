import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

@Suite struct TranscriptTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func document(_ bytes: [UInt8]) throws -> Document { Document(try body(bytes), view: .transcript) }

    private func document(_ text: String) throws -> Document { try document(Array(text.utf8)) }

    @Test(arguments: TranscriptCase.all) func joined(_ stream: TranscriptCase) throws {
        let document = try document(stream.body)
        #expect(document.text == stream.lines)
        #expect(document.transcriptFacts?.format == stream.format)
        #expect(ViewKind.transcript.fits(nil, stream.body) > 0)
    }

    /// A byte at a time: what is finished stays as it is.
    @Test(arguments: TranscriptCase.all) func however(_ stream: TranscriptCase) throws {
        let store = try body([], growing: true)
        var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
        for byte in stream.body {
            try store.append([byte])
            document.take(store, &indexer)
            let finished = document.lines(from: .first, count: .max).filter(\.end.isFinished).map(\.text)
            #expect(stream.lines.starts(with: finished))
        }
        store.finish()
        document.take(store, &indexer)
        #expect(document.text == stream.lines)
    }

    /// In two pieces, wherever the cut is; and cut off there.
    @Test(arguments: TranscriptCase.all) func splits(_ stream: TranscriptCase) throws {
        for split in stride(from: 0, to: stream.body.count, by: 3) {
            let store = try body(stream.body[..<split], growing: true)
            var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
            var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
            document.take(store, &indexer)
            try store.append(stream.body[split...])
            store.finish()
            document.take(store, &indexer)
            #expect(document.text == stream.lines, "at \(split)")
            // In a record that is cut off there may lack what tells what it is.
            if split > 0, stream.body[split - 1] != UInt8(ascii: "\n") { continue }
            let cut = try self.document(Array(stream.body[..<split])).text
            #expect(stream.lines.starts(with: cut.dropLast()), "cut at \(split)")
        }
    }

    @Test(arguments: TranscriptCase.errors.indices) func failed(_ index: Int) throws {
        let (name, bytes, message) = TranscriptCase.errors[index]
        let document = try document(bytes)
        #expect(document.transcriptFacts?.failure == message, "\(name)")
        #expect(document.text.last?.contains("[error] \(message)") == true, "\(name): \(document.text)")
        #expect(document.text.last?.contains("cut") == false)
    }

    /// The facts of an answer are found by passing over records like those before: nothing but the time may differ from reading all.
    @Test(arguments: TranscriptCase.all) func `records that are passed over count as much`(_ stream: TranscriptCase) throws {
        let separator: [UInt8] = stream.body.contains(0) ? [] : Array((stream.body.first == 0x7B ? "\n" : "\n\n").utf8)
        for seed in 0..<6 {
            var generator = SeededGenerator(seed: seed)
            // Each of them several times, in any order, with other text, other names and other kinds of values in it.
            var records = separator.isEmpty ? [stream.body] : split(stream.body, by: separator)
            records += records.map { mutated($0, &generator) }
            let bytes = (0..<60).flatMap { _ in
                let record = records.randomElement(using: &generator) ?? []
                let repeated = Int.random(in: 1...4, using: &generator)
                return (0..<repeated).flatMap { _ in varied(record, &generator) + separator }
            }
            let snapshot = try body(stream.body + separator + bytes).snapshot
            var reader = AnswerReader(.transcript)
            reader.extend(to: snapshot)
            while reader.isBehind, !reader.isHopeless { _ = reader.step() }
            let all = read(snapshot, by: TranscriptFormatter().readingAll)
            let shown = read(snapshot, by: TranscriptFormatter())
            #expect(reader.facts == all.facts, "seed \(seed)")
            #expect(shown.facts == all.facts && shown.lines == all.lines, "seed \(seed)")
        }
    }

    private func split(_ bytes: [UInt8], by separator: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: separator).map { Array($0) }
    }

    /// A byte is another one.
    private func mutated(_ record: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        guard !record.isEmpty else { return record }
        var record = record
        record[Int.random(in: 0..<record.count, using: &generator)] = Array("\"\\{}[],:0x".utf8).randomElement(using: &generator) ?? 0
        return record
    }

    /// The words of the answer are others.
    private func varied(_ record: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        guard !record.contains(0) else { return record }
        let word = ["A cur", "", "\\n", "l\\\"ew", "é", "{}"].randomElement(using: &generator) ?? ""
        return Array(String(decoding: record, as: UTF8.self).replacing("\"A cur\"", with: "\"\(word)\"").utf8)
    }

    private func read(_ snapshot: BodySnapshot, by formatter: TranscriptFormatter) -> (facts: TranscriptFacts, lines: [ShownLine]) {
        var formatter = formatter
        var input = ByteCursor(snapshot, at: .zero)
        var lines: [ShownLine] = []
        while input.offset < snapshot.end {
            var line = ShownLine(start: input.offset)
            let end = formatter.line(from: &input, to: &line)
            lines.append(line)
            if !end.isFinished { break }
        }
        return (formatter.facts, lines)
    }

    /// All that a line shows, with where it comes from.
    private struct ShownLine: LineOutput, Equatable {
        var start: ByteOffset
        var scalars: [Unicode.Scalar] = []
        var roles: [Role] = []
        var sources: [Int] = []
        var isFull: Bool { false }

        init(start: ByteOffset) { self.start = start }

        mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
            scalars.append(scalar)
            roles.append(role)
            sources.append(source)
        }

        mutating func append(invalid byte: UInt8, source: Int) { append("\u{FFFD}", .token, source: source, length: 1) }
    }

    /// Cohere says what went wrong in its last record, beside the reason why it ended.
    @Test func `an error beside the reason for the end`() throws {
        let document = try document(
            TranscriptCase.events(
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"A"}}}}"#,
                #"{"type":"message-end","delta":{"finish_reason":"ERROR","error":"No more"}}"#))
        #expect(document.text == ["A", "[error] No more", "[finish] ERROR"])
        #expect(document.transcriptFacts?.failure == "No more")
    }

    @Test func `a line that is no field is shown, and is no failure`() throws {
        let chunk = #"data: {"choices":[{"delta":{"content":"A"}}]}"# + "\n\n"
        let document = try document(chunk + "foo: bar\n\n" + chunk + "{\"note\":1}\n\ndata: [DONE]\n\n")
        #expect(document.text == ["A", "[ignored] foo: bar", "[answer]", "A"])
        #expect(document.allLines[1].cells.last?.role == .comment)
        let facts = try #require(document.transcriptFacts)
        #expect(facts.failure == nil && facts.hasFinished && facts.outputCount == 2)
    }

    @Test func `an error in a stream of something else is none of ours`() throws {
        let document = try document("data: {\"level\":\"info\"}\n\ndata: {\"level\":\"warn\",\"error\":\"again\"}\n\n")
        #expect(document.transcriptFacts?.failure == nil)
    }

    @Test func `half a token shows`() throws {
        func shown(_ text: String) throws -> [String] {
            let store = try body(Array(text.utf8), growing: true)
            var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
            var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
            document.take(store, &indexer)
            return document.text
        }
        #expect(try shown(#"data: {"choices":[{"delta":{"content":"A cur"#) == ["A cur"])
        #expect(try shown(#"data: {"choices":[{"delta":{"content":"A cur\u00"#) == ["A cur"])
        #expect(try shown(#"data: {"choices":[{"delta":{"content":"A cur\ud83d"#) == ["A cur"])
    }

    @Test func `cut within a character`() throws {
        for (end, shown) in [
            ("A cur", "A cur"), ("A cur\\", "A cur"), ("A cur\\u00", "A cur"), ("A \\ud83d", "A \u{FFFD}"), ("A \u{E9}", "A é"),
        ] {
            let text = try document(#"data: {"choices":[{"delta":{"content":"\#(end)"#).text
            #expect(text == ["\(shown)  (cut: no finish reason)"])
        }
    }

    @Test func `a paragraph of any length is one line`() throws {
        for count in [2_000, 12_000] {
            let record = #"{"choices":[{"index":0,"delta":{"content":"word "}}],"padding":"\#(String(repeating: "x", count: 100))"}"#
            let stream =
                String(repeating: "data: \(record)\n\n", count: count)
                + #"data: {"choices":[{"delta":{"content":"\nend"},"finish_reason":"stop"}]}"#
            let document = try document(stream)
            #expect(document.text == [String(repeating: "word ", count: count), "end", "[finish] stop"])
            #expect(document.transcriptFacts?.outputCount == count + 1)
        }
    }

    @Test func `a record of any length`() throws {
        let long = String(repeating: "0123456789", count: 5_000)
        let stream = TranscriptCase.events(
            #"{"choices":[{"index":0,"delta":{"content":"\#(long)","more":"\#(long)"}}]}"#,
            #"{"choices":[{"index":0,"delta":{"content":" end","padding":"\#(long)"},"finish_reason":"stop"}],"x":"\#(long)"}"#)
        #expect(try document(stream).text == ["\(long) end", "[finish] stop"])
    }

    @Test func `the first token is the first record with output`() throws {
        let start = TranscriptCase.events(
            #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)
        let first = start + ": ping\n\n" + #"data: {"choices":[{"index":0,"delta":{"content":""#
        let stream = first + "A\"}}]}\n\n" + TranscriptCase.events(#"{"choices":[{"index":0,"delta":{"content":"B"}}]}"#, "[DONE]")
        let facts = try #require(try document(stream).transcriptFacts)
        #expect(facts.firstOutput == ByteOffset(first.utf8.count - 1))
        #expect(facts.outputCount == 2)
        #expect(facts.lastOutput.map { $0 > ByteOffset(first.utf8.count + 20) } == true)
        #expect(facts.hasFinished)
    }

    @Test func `another format by a path`() throws {
        let view = ViewKind.transcript(delta: ".data.parts[0].say")
        let stream = TranscriptCase.events(#"{"data":{"parts":[{"say":"A cur"}]}}"#, #"{"data":{"parts":[{"say":"lew"}]}}"#)
        let document = Document(try body(Array(stream.utf8)), view: view)
        // Of such a format nobody knows how it ends.
        #expect(document.text == ["A curlew"])
        #expect(document.transcriptFacts?.format == "delta data.parts.[].say")
        #expect(view.fits(nil, Array(stream.utf8)) > 0)
        #expect(view.fits(nil, Array("data: {\"other\":1}\n\n".utf8)) == 0)
    }

    @Test func `what is no answer is not offered as one`() {
        for text in [
            "", "data: hello\n\n", #"{"error":"no"}"#, #"{"content":"x"}"#, #"data: {"content":"x"}"#, "<p>", #"[{"text":"a"}]"#,
            #"{"done":true}"#, #"{"message":{"content":"x"}}"#, "event: data\ndata: {\"path\":\"/\"}\n\n",
        ] {
            #expect(ViewKind.transcript.fits(nil, Array(text.utf8)) == 0, "\(text)")
        }
    }

    /// Anthropic says at the start that there will be a token.
    @Test func `tokens count once the server has counted them`() throws {
        let start = #"{"type":"message_start","message":{"usage":{"input_tokens":9,"output_tokens":1}}}"#
        let delta = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"A"}}"#
        let end = #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":34}}"#
        #expect(try document(TranscriptCase.events(start, delta, delta)).transcriptFacts?.outputCountAtUsage == 0)
        let facts = try #require(try document(TranscriptCase.events(start, delta, delta, end)).transcriptFacts)
        #expect(facts.outputCountAtUsage == 2)
        #expect(facts.usage.output == 34)
    }

    /// Whatever becomes of the bytes, a byte at a time and at once give the same.
    @Test func `mutated bytes`() throws {
        var generator = SeededGenerator(seed: 8)
        for stream in TranscriptCase.all {
            for _ in 0..<6 {
                var bytes = stream.body
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(contentsOf: Array("\"{}[],:\n\\".utf8).shuffled(using: &generator).prefix(2), at: place)
                    }
                }
                let whole = try document(bytes)
                #expect(whole.allLines.last?.range.upperBound == ByteOffset(bytes.count))
                let store = try body([], growing: true)
                var document = Document(view: .transcript, snapshot: store.snapshot, charset: Charset(label: nil))
                var indexer = Indexer(view: .transcript, charset: Charset(label: nil))
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = Int.random(in: 1...40, using: &generator)
                    try store.append(rest.prefix(count))
                    rest = rest.dropFirst(count)
                    document.take(store, &indexer)
                    let finished = document.lines(from: .first, count: .max).filter(\.isFinished)
                    #expect(Array(whole.allLines.prefix(finished.count)) == finished, "\(stream.name)")
                }
                store.finish()
                document.take(store, &indexer)
                #expect(document.allLines == whole.allLines, "\(stream.name)")
            }
        }
    }
}
