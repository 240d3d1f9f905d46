package import Bodies

/// What to look for: a regular expression in PCRE2's syntax, compiled.
///
/// Smart case: a pattern without an upper-case letter matches either case. As in less, a match lies
/// within one line, `^` and `$` are the line's start and end (`$` also before CRLF), and a match has at
/// least one byte. A pattern that matches nothing at all (`^$`, `^\s*$`) finds the blank lines: the match
/// is then the line end.
package struct Pattern: Sendable, Equatable {
    package let text: String
    let code: CompiledPattern
    /// What every match has in it, to be looked for first.
    let required: [CompiledPattern]
    /// As which its matches are counted.
    let literal: ASCIILiteral?
    /// Each of its characters stands for itself: no text takes it long.
    let isLiteral: Bool
    package let ignoresCase: Bool
    /// Soft hyphens and joiners between the characters of a match do not matter. A single character has none in it.
    let ignoresJoiners: Bool
    /// It matches an empty line.
    let matchesBlankLine: Bool
    /// A match can be as long as a line, whatever the line holds.
    let isUnbounded: Bool
    /// Each line has to be shown to PCRE2 by itself.
    let isolatesLines: Bool

    /// `ignoresCase`: whatever letters it has. Throws a `PatternError`.
    package init(_ text: String, ignoresCase: Bool? = nil) throws {
        func read(_ text: String) -> PatternSyntax {
            var syntax = PatternSyntax(text)
            if let ignoresCase { syntax.ignoresCase = ignoresCase }
            return syntax
        }
        self.text = text
        isLiteral = RequiredLiterals.isLiteral(text)
        self.ignoresCase = read(text).ignoresCase
        literal = ASCIILiteral(text, ignoresCase: read(text).ignoresCase)
        ignoresJoiners = !(literal != nil && text.utf8.count == 1) && !PatternSyntax(text).mayNameJoiners
        let plain = try CompiledPattern(text, syntax: read(text))
        var syntax = read(text)
        let widened = Pattern.withCharacter(text)
        // Options at its very start, or a comment at its end, mean nothing inside another pattern.
        if plain.findsPlaces, let compiled = try? CompiledPattern(widened, syntax: read(widened)) {
            code = compiled
            syntax = read(widened)
        } else {
            code = plain
        }
        matchesBlankLine = Matcher(code).matchesEmptySubject()
        isUnbounded = syntax.isUnbounded
        isolatesLines = syntax.looksAround || matchesBlankLine
        required = try RequiredLiterals.texts(in: text).map { try CompiledPattern($0, syntax: syntax, isLiteral: true) }
    }

    /// What matches a place and no byte (`^`, `$`, `\b`) is found with the character after it, or at a line's end with the one
    /// before it. Group numbers stay.
    private static func withCharacter(_ text: String) -> String {
        "(?|(?:\(text))|(?:\(text)).|.(?:\(text))(?!.))"
    }

    /// What the work for one key press may take.
    package static let keyTime = Duration.milliseconds(8)

    /// Its matches that have a byte in `range`, in order, to be highlighted. For the lines on a screen: no more than
    /// 1 MiB is searched, and no longer than `time`.
    package func matches(
        in range: Range<ByteOffset>, of text: some Searchable, within time: Duration = keyTime
    ) -> [Range<ByteOffset>] {
        matches(in: [range], of: text, within: time)
    }

    /// As that, for ranges in order.
    package func matches(
        in ranges: [Range<ByteOffset>], of text: some Searchable, within time: Duration = keyTime
    ) -> [Range<ByteOffset>] {
        var limit = TimeLimit(time, exhaustions: 8)
        let matcher = Matcher(code)
        var matches: [Range<ByteOffset>] = []
        var left = 1 << 20
        for range in ranges where left > 0 {
            let end = max(range.lowerBound, min(range.upperBound, range.lowerBound + left))
            left -= end - range.lowerBound
            let start = text.start(notAfter: max(.zero, min(range.lowerBound, text.end)))
            var walk = MatchWalk(of: self, in: text, from: start..<end)
            while case .match(let match) = walk.next(with: matcher, until: &limit) {
                // One that reaches from one range into the next is found twice.
                if match.upperBound > range.lowerBound, matches.last != match { matches.append(match) }
            }
        }
        return matches
    }

    package static func == (left: Pattern, right: Pattern) -> Bool {
        left.text == right.text && left.ignoresCase == right.ignoresCase
    }
}

/// A pattern that PCRE2 refuses.
package struct PatternError: Error, Sendable, Equatable {
    /// PCRE2's words: `missing closing parenthesis`.
    package var message: String
    /// Where in the pattern, in UTF-8 bytes from its start.
    package var offset: Int

    package init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }
}
