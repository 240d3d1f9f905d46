package import Bodies

/// Display lines by number, and where each lies in the bytes they are made from: all that a pane, a search and a
/// comparison see of a body, a panel or a filter. Both directions are total, so that a place kept as a byte
/// offset survives whatever view it is shown in.
package protocol LineSource: Sendable {
    /// Finished lines, and the unfinished last one if it has a byte.
    var lineCount: Int { get }
    /// The lines from `first` on, fewer than `count` only at the end, none from outside. Each has the cells of at most
    /// `columnLimit` columns, so that no more work is done than can be seen.
    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line]
    /// The line that the byte at `place` is part of; the nearest line if there is no such byte, line zero if there are no lines.
    func line(at place: ByteOffset) -> LineNumber
    /// Where a line starts: the end of all lines for one past the last, zero for one before the first.
    func start(of line: LineNumber) -> ByteOffset
}
