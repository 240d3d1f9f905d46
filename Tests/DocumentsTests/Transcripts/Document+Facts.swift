import Bodies
import Documents

extension Document {
    /// What is known of the answer that it shows, once all of it has been read.
    var transcriptFacts: TranscriptFacts? {
        guard view.name == ViewKind.transcript.name else { return nil }
        var reader = AnswerReader(view)
        reader.extend(to: snapshot)
        while reader.isBehind, !reader.isHopeless { _ = reader.step() }
        return reader.facts
    }
}
