internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan

/// How fast a model answers.
///
/// The first token is the first event with output, and never the first byte. Tokens a second are counted between the first and the
/// last of them: `(tokens - 1) / (last - first)`. Until the server says how many tokens they are, events are counted.
struct AnswerFigures {
    /// From when the request was sent.
    var firstToken: Duration?
    /// A second,
    var rate: Double?
    /// and what is counted: `tok/s`, `events/s`.
    var unit = ""
    var lastGap: Duration?
    /// It ended without a reason.
    var isCut = false
}

extension AppState {
    /// Of the exchange that is looked at; nil if its body is no model's answer.
    var answerFigures: AnswerFigures? {
        guard let facts = body.answer else { return nil }
        // One thing after the other, for the release optimiser.
        guard facts.format != nil else { return nil }
        var figures = AnswerFigures()
        figures.isCut = facts.isCut && body.isAnswerWhole
        guard let log = arrivals else { return figures }
        guard let first = facts.firstOutput, let firstTime = log.time(of: first) else { return figures }
        let sent = timingPhases.first { $0.name == "waiting" }?.start
        figures.firstToken = max(.zero, firstTime - (sent ?? .zero))
        figures.lastGap = log.gap(before: log.count - 1)
        guard let last = facts.lastOutput, let lastTime = log.time(of: last) else { return figures }
        let seconds = (lastTime - firstTime) / .seconds(1)
        // Within less it is the network's rate.
        guard seconds >= 0.05 else { return figures }
        let isCounted = (facts.outputCountAtUsage ?? 0) > 0
        if isCounted, let tokens = facts.usage.output {
            figures.rate = Double(max(0, tokens - 1)) / seconds
            figures.unit = "tok/s"
        } else {
            figures.rate = Double(facts.outputCount - 1) / seconds
            figures.unit = "events/s"
        }
        return figures
    }

    /// A job that finds out what is known of a body as an answer, once that may be one.
    mutating func readAnswer(of index: Int) -> [Effect] {
        if panes[index].body.answering != nil || panes[index].body.offered.isEmpty { return [] }
        guard let fetch = panes[index].body.fetch, let view = tables.view(named: ViewKind.transcript.name) else { return [] }
        let streams: Set<String> = [ViewKind.transcript.name, ViewKind.events.name, ViewKind.frames.name]
        guard panes[index].body.offered.contains(where: { streams.contains($0.name) }) else { return [] }
        let job = newJob(in: .body(index))
        panes[index].body.answering = job
        return [.start(.answer(view), job, .body(fetch))]
    }

    mutating func take(_ facts: TranscriptFacts, isAll: Bool, of job: JobID) {
        guard let index = job.exchange, panes[index].body.answering == job else { return }
        panes[index].body.answer = facts
        panes[index].body.isAnswerWhole = isAll
    }

    /// `:set delta`: transcripts know another format.
    mutating func readAnswersAnew() -> [Effect] {
        tables.readDelta(settings.delta)
        return panes.indices.flatMap { index -> [Effect] in
            let isTranscript = panes[index].body.view.name == ViewKind.transcript.name
            if isTranscript, let view = tables.view(named: ViewKind.transcript.name) { panes[index].body.view = view }
            guard let fetch = panes[index].body.fetch else { return [] }
            let stopped = panes[index].body.answering.map { [Effect.stop($0, .body(fetch))] } ?? []
            (panes[index].body.answer, panes[index].body.answering) = (nil, nil)
            panes[index].body.forgetOffered()
            panes[index].study(tables.views)
            return stopped + self.index(index) + chooseView(of: index) + readAnswer(of: index)
        }
    }
}

extension ExchangePane {
    /// What went wrong by the body's own words, if that is what it has come to; whatever the transfer's outcome is.
    var reportedFailure: String? { body.fetch == fetch ? body.answer?.failure : nil }
}

extension Tables {
    /// Transcripts know that format besides the others.
    mutating func readDelta(_ delta: String?) {
        let transcript = ViewKind.transcript(delta: delta)
        views = views.map { $0.name == transcript.name ? transcript : $0 }
    }
}
