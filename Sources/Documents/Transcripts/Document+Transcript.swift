internal import Bodies
internal import Screen

// What is known of a body as a model's answer
extension Document {
    /// As far as it has come; nil in another view.
    package var transcriptFacts: TranscriptFacts? {
        guard case .transcript(var formatter) = frontier.formatter else { return nil }
        return formatter.facts(of: snapshot, from: frontier.offset)
    }
}

extension TranscriptFormatter {
    /// At the end of `snapshot`, when this is at `place`.
    mutating func facts(of snapshot: BodySnapshot, from place: ByteOffset) -> TranscriptFacts {
        var input = ByteCursor(snapshot, at: place)
        var none = CountingOutput()
        if input.offset < snapshot.end { _ = line(from: &input, to: &none) }
        return facts
    }
}
