package import Bodies

/// All that panes, search and comparison see of a view: display lines by number, and where they lie in the body.
package protocol LineSource: Sendable {
    /// Finished lines, and the unfinished last one if it has a byte.
    var lineCount: Int { get }
    /// The lines from `first` on, fewer than `count` only at the end. Each has the cells of at most
    /// `columnLimit` columns, so that no more work is done than can be seen.
    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line]
    /// Where a line starts; nil where there is no such line.
    func offset(of line: LineNumber) -> ByteOffset?
    /// The line that the byte at `offset` is part of; nil where no byte is there yet.
    func line(at offset: ByteOffset) -> LineNumber?
}
