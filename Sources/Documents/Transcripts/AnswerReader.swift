package import Bodies

/// Reads a body as a model's answer for what is known of it, as it grows. None of its lines are kept.
package struct AnswerReader: Sendable {
    /// As far as it has come.
    package private(set) var facts = TranscriptFacts()
    private var formatter = TranscriptFormatter().forFacts
    private var offset = ByteOffset.zero
    private var body: BodySnapshot?
    /// So much of the body has been read.
    private var read: BodySnapshot?

    /// `view`: the transcript, with the format it knows besides those of its own.
    package init(_ view: ViewKind) {
        if case .transcript(let transcript) = view.formatter(Charset(label: nil)) { formatter = transcript.forFacts }
    }

    /// The body has grown, or has ended.
    package mutating func extend(to body: BodySnapshot) {
        self.body = body
    }

    /// There is more to read.
    package var isBehind: Bool {
        guard let body else { return false }
        guard let read else { return true }
        return read.length < body.length || body.isComplete && !read.isComplete
    }

    /// All of it has been read, and no more comes.
    package var isAtEnd: Bool { read?.isComplete == true && !isBehind }

    /// It is no answer, and nothing more can be found out.
    package private(set) var isHopeless = false

    /// Reads a few milliseconds' worth of the body; nil if there is nothing new to say of it. That it is at its end is new.
    package mutating func step() -> TranscriptFacts? {
        guard isBehind, !isHopeless, let body else { return nil }
        let done = read?.length ?? 0
        let part = body.prefix(done + min(body.length - done, formatter.bytesPerStep))
        var input = ByteCursor(part, at: offset)
        var last = formatter
        var none = CountingOutput()
        while offset < part.end {
            last = formatter
            guard last.line(from: &input, to: &none).isFinished else { break }
            formatter = last
            offset = input.offset
        }
        read = part
        isHopeless = last.isHopeless
        if last.facts == facts, !isAtEnd { return nil }
        facts = last.facts
        return facts
    }
}
