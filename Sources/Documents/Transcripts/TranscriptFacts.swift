package import Bodies

/// What is known of a model's answer apart from its text.
package struct TranscriptFacts: Sendable, Equatable {
    /// The name of the format, `openai chat`; nil as long as it is not told.
    package internal(set) var format: String?
    package internal(set) var model: String?
    package internal(set) var usage = TokenUsage()
    /// The places of the first record with a part of the answer and of the last one, and how many there were.
    package internal(set) var firstOutput: ByteOffset?
    package internal(set) var lastOutput: ByteOffset?
    package internal(set) var outputCount = 0
    /// How many there were when it was last said how many tokens they are; nil if it was not.
    package internal(set) var outputCountAtUsage: Int?
    /// What went wrong, as the server says it.
    package internal(set) var failure: String?
    /// The reason why it ended, or the mark after which nothing follows, has come.
    package internal(set) var hasFinished = false

    /// Nothing says why it ends, so that it has ended says nothing.
    package internal(set) var hasNoEnd = false

    package init() {}

    /// The answer is there, and why it ended is not.
    package var isCut: Bool { outputCount > 0 && !hasFinished && !hasNoEnd }
}

/// How many tokens an answer took. Servers that say so more than once say what it is so far.
package struct TokenUsage: Sendable, Equatable {
    package internal(set) var input: Int?
    package internal(set) var output: Int?
    /// How many of `output` nobody was shown.
    package internal(set) var reasoning: Int?

    package init() {}

    /// `9 in, 12 out, 4 of them reasoning`
    var text: String? {
        let parts = [input.map { "\($0) in" }, output.map { "\($0) out" }, reasoning.flatMap { $0 > 0 ? "\($0) of them reasoning" : nil }]
        let said = parts.compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: ", ")
    }
}
