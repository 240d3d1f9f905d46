package import Screen

/// A paste from a terminal that does not mark it (no bracketed paste: GNU screen, the Linux console, old terminals), told from
/// typed keys by how it comes: more than eight printable characters in one piece, not all the same, with a blank, a colon or
/// a line end among them. Taken for keys, what is pasted would act: stop, save, quit.
package enum UnmarkedPaste {
    /// As many printable characters may come at once and still be keys: a held key, a macro, a slow line.
    static let mostKeys = 8

    /// So many keys are taken together; a longer paste is none that is taken.
    static let longest = KeyDecoder.longestPaste

    /// `keys`, which came in one piece, with every paste among them as one key. Only characters, tabs and line ends are
    /// ever part of one: arrows and function keys come in bursts too (the mouse wheel sends them).
    package static func joined(_ keys: [Key]) -> [Key] {
        if keys.count <= mostKeys { return keys }
        var result: [Key] = []
        var rest = keys[...]
        while !rest.isEmpty {
            let run = rest.prefix { character($0) != nil }
            result += isPaste(run) ? [run.count < longest ? .paste(text(run)) : .endlessPaste] : Array(run)
            rest = rest[run.endIndex...]
            if let other = rest.popFirst() { result.append(other) }
        }
        return result
    }

    /// Whether the last of `keys` may be the beginning of a paste, the rest of which comes with the next read.
    package static func mayGoOn(_ keys: [Key]) -> Bool {
        if keys.count <= mostKeys { return false }
        return isLongAndMixed(keys[(keys.lastIndex { character($0) == nil }.map { $0 + 1 } ?? 0)...])
    }

    private static func isPaste(_ run: ArraySlice<Key>) -> Bool {
        isLongAndMixed(run) && !isTypedLine(run) && run.contains { key in [.character(" "), .character(":"), .enter].contains(key) }
    }

    /// One line for a prompt, as scripts type it (`/some words`, Enter): at worst it searches.
    private static func isTypedLine(_ run: ArraySlice<Key>) -> Bool {
        guard let first = run.first, [.character("/"), .character("?")].contains(first) else { return false }
        return run.last == .enter && !run.dropLast().contains(.enter)
    }

    private static func isLongAndMixed(_ run: ArraySlice<Key>) -> Bool {
        var count = 0, isMixed = false
        for key in run {
            guard case .character = key else { continue }
            count += 1
            isMixed = isMixed || key != run.first
            if count > mostKeys && isMixed { return true }
        }
        return false
    }

    private static func text(_ run: ArraySlice<Key>) -> String {
        String(String.UnicodeScalarView(run.compactMap(character)))
    }

    /// What a key is in a text; nil for one that is in no text.
    private static func character(_ key: Key) -> Unicode.Scalar? {
        switch key {
        case .character(let scalar): scalar
        case .enter: "\n"
        case .tab: "\t"
        default: nil
        }
    }
}
