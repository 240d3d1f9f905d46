internal import Screen

/// A key of less 590 that is not what it is there: what it is here, and what stands in its place. A row of a table.
struct LessDifference: Sendable {
    /// That of keys which have no other meaning.
    static func of(_ keys: KeySequence) -> LessDifference? { all.first { $0.keys.split(separator: " ").contains { $0 == keys.name } } }

    /// One, or several with blanks between them.
    let keys: String
    let text: String

    static let all = [
        LessDifference(keys: "t", text: "there are no tags"),
        LessDifference(keys: "T", text: "times before the lines; there are no tags"),
        LessDifference(keys: "w", text: "wraps lines or not; Nw is less's"),
        LessDifference(keys: "z", text: "folds where something folds; elsewhere it is less's"),
        LessDifference(keys: "R", text: "fetches again; r and ^L repaint"),
        LessDifference(keys: "{ }", text: "the record, event or sibling before and after; ESC-^F and ESC-^B find brackets"),
        LessDifference(keys: "( )", text: "the stall before and after; ESC-^F and ESC-^B find brackets"),
        LessDifference(keys: "[ ]", text: "kept for earlier fetches; ESC-^F and ESC-^B find brackets"),
        LessDifference(keys: "^X^X", text: "^X points at a line; ' goes to marks"),
        LessDifference(keys: "^X^V", text: "^X points at a line; :e URL opens another"),
        LessDifference(keys: "E", text: ":e URL opens another"),
        LessDifference(keys: "P", text: "the text, or the view that fits; :0x1F40 goes to a byte"),
        LessDifference(keys: "ESC-G", text: "G and F go to the end of what has come"),
        LessDifference(keys: "ESC-/ ESC-?", text: "/* and ?* search through all exchanges"),
        LessDifference(keys: "+", text: "more lines around a filter's; +keys and ++keys are for the command line and $LESS"),
        LessDifference(keys: "--^P", text: "goes back in the history; -^P changes an option without a word"),
        LessDifference(keys: "!", text: "% and # in the command are themselves; without a command it does nothing"),
        LessDifference(keys: ":e", text: "lists the exchanges; :e URL opens another"),
        LessDifference(
            keys: "|", text: "asks for the command: |'x takes the body from mark x, |'. the screen, N| so many lines"),
        LessDifference(keys: ":Q", text: ":q, Q and ZZ quit"),
        LessDifference(keys: "n N", text: "go from match to match, several in a line too, and round the end"),
        LessDifference(keys: "^W", text: "in a search: it goes round the end anyway"),
        LessDifference(keys: "ESC-Backspace", text: "in a prompt: ESC leaves it; ^W deletes a word"),
        LessDifference(keys: "Shift-Tab ^L", text: "in a prompt: Tab completes paths as far as all agree"),
    ]
}
