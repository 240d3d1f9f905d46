package import Screen

/// A line being typed at the bottom of the screen.
package struct PromptLine: Sendable, Equatable {
    package enum Edit: Sendable {
        case changed
        case accepted
        case cancelled
        case ignored
    }

    /// The number typed before the prompt was opened: `5:n`.
    package let count: Int?
    package private(set) var text: [Unicode.Scalar] = []
    /// Scalars before the cursor.
    package private(set) var cursor = 0
    /// What was said before the pattern.
    var modifiers: Set<SearchModifier> = []
    /// How far back in the history the text was taken from; 0 is the line being typed.
    private var recalled = 0
    private var typed: [Unicode.Scalar] = []

    /// Nobody has typed it: what is typed first replaces it, unless the cursor was moved.
    private var isProposed: Bool
    /// What was found out about it, until it is another.
    var note: String?

    package init(count: Int? = nil, proposal: String = "") {
        self.count = count
        text = Array(proposal.unicodeScalars)
        cursor = text.count
        isProposed = !proposal.isEmpty
    }

    /// The end of the text, as far as it was completed.
    mutating func complete(to path: String) {
        text = Array(path.unicodeScalars)
        cursor = text.count
        isProposed = false
    }

    package var string: String {
        var string = String.UnicodeScalarView()
        string.append(contentsOf: text)
        return String(string)
    }

    /// Takes a key. `history` holds earlier lines of this prompt, the newest last.
    package mutating func take(_ key: Key, history: [String]) -> Edit {
        defer { isProposed = false }
        note = nil
        switch key {
        case .enter, .control("J"):
            return .accepted
        case .escape, .control("C"), .control("G"):
            return .cancelled
        case .character(let scalar):
            return replace(isProposed ? 0..<text.count : cursor..<cursor, with: [scalar])
        case .paste(let pasted):
            return replace(isProposed ? 0..<text.count : cursor..<cursor, with: Array(pasted.unicodeScalars))
        case .backspace, .control("H"):
            if text.isEmpty, !modifiers.isEmpty {
                modifiers = []
                return .changed
            }
            return cursor == 0 ? (text.isEmpty ? .cancelled : .ignored) : replace(cursor - 1..<cursor, with: [])
        case .delete, .control("D"):
            return cursor == text.count ? .ignored : replace(cursor..<cursor + 1, with: [])
        case .control("U"):
            return replace(0..<cursor, with: [])
        case .control("K"):
            return replace(cursor..<text.count, with: [])
        case .control("W"):
            return replace(wordStart..<cursor, with: [])
        case .left, .control("B"), .meta("h"):
            cursor = max(0, cursor - 1)
        case .right, .control("F"), .meta("l"):
            cursor = min(text.count, cursor + 1)
        case .controlLeft, .meta("b"):
            cursor = wordStart
        case .controlRight, .meta("w"):
            cursor = wordEnd
        case .meta("x"):
            return cursor == text.count ? .ignored : replace(cursor..<cursor + 1, with: [])
        case .meta("X"):
            return replace(cursor..<wordEnd, with: [])
        case .home, .control("A"), .meta("0"):
            cursor = 0
        case .end, .control("E"), .meta("$"):
            cursor = text.count
        case .up, .control("P"), .meta("k"):
            return recall(recalled + 1, history)
        case .down, .control("N"), .meta("j"):
            return recall(recalled - 1, history)
        default:
            return .ignored
        }
        return .ignored
    }

    /// Where the word before the cursor begins, and the one after it.
    private var wordStart: Int { text[..<cursor].reversed().drop { $0 == " " }.drop { $0 != " " }.count }
    private var wordEnd: Int { text.count - text[cursor...].drop { $0 != " " }.drop { $0 == " " }.count }

    /// What a key says to a question of yes or no.
    static func answer(to key: Key) -> Edit {
        switch key {
        case .character("y"), .character("Y"): .accepted
        case .character("n"), .character("N"), .character("q"), .enter, .escape, .control("C"), .control("G"): .cancelled
        default: .ignored
        }
    }

    private mutating func replace(_ range: Range<Int>, with scalars: [Unicode.Scalar]) -> Edit {
        text.replaceSubrange(range, with: scalars)
        cursor = range.lowerBound + scalars.count
        recalled = 0
        return .changed
    }

    private mutating func recall(_ back: Int, _ history: [String]) -> Edit {
        guard back >= 0, back <= history.count else { return .ignored }
        if recalled == 0 { typed = text }
        recalled = back
        text = back == 0 ? typed : Array(history[history.count - back].unicodeScalars)
        cursor = text.count
        return .changed
    }
}
