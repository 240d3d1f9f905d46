/// How a text of some format falls into lines, and what they show: what differs between the views that `GrammarFormatter` makes.
///
/// A value of a few bytes: its state at the start of a line, or of a further piece of a long one, is all that it takes to read on
/// from there.
package protocol LineGrammar: Sendable {
    /// The bytes after the longest piece that are looked at, so that nothing is cut which belongs together.
    static var reach: Int { get }
    /// What the body ends in is a whole line.
    static var endsLastLine: Bool { get }

    init()

    /// Reads on in `text` from `start` to where the next line begins and returns that place; nil at `limit`, where a long line is
    /// cut, and where the text ends before it is known. What stands after `limit` is only looked at. Unless `isFinal` the text may
    /// go on, and a longer one says the same about each line that has been found in a shorter one.
    mutating func readLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo limit: Int, isFinal: Bool, to shown: inout ShownText
    ) -> Int?
}

extension LineGrammar {
    package static var reach: Int { 4 }
    package static var endsLastLine: Bool { false }

    /// Where a line ends, before the newline at `newline`: what is in front of it may be a CR that belongs to it.
    static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int, before newline: Int) -> Int {
        newline > start && text[newline - 1] == 0x0D ? newline - 1 : newline
    }

    /// Where the text of an unfinished line ends: a CR at its end may belong to a newline.
    static func openEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool) -> Int {
        isFinal ? text.count : lineEnd(text, from: start, before: text.count)
    }
}
