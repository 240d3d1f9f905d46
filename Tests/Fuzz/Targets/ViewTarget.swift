import Bodies
import Documents
import Glibc
import Screen

extension FuzzTarget {
    /// A body in a view, in any charset, arriving in any pieces: the same lines, the same text written out, and every line is
    /// what a full scan says it is.
    ///
    /// The first byte chooses the charset, the second how far before the longest line's end the body begins, the third how it
    /// arrives.
    static func view(_ view: ViewKind) -> FuzzTarget {
        FuzzTarget("view-\(view.name)", seeds: "views", longestInput: 400) { input in
            var choices = Choices(input)
            let charset = charsets[choices.next(below: charsets.count)]
            let lead = choices.next(below: 208)
            let pieceLength = 1 + choices.next(below: 64)
            // Only the text is cut.
            let filler = lead < 64 || view != .text ? 0 : TextFormatter.longestPiece - (lead - 64)
            try checkLaws(Array(repeating: UInt8(ascii: "x"), count: filler & ~3) + choices.rest, view, charset, filler & ~3, pieceLength)
        }
    }
}

private let charsets: [Charset] = {
    setlocale(LC_CTYPE, "C.UTF-8")
    return [
        nil, "utf-16", "utf-16be", "utf-32", "iso-8859-15", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "iso-2022-jp",
    ].map { Charset(label: $0) }
}()

/// The first `beginning` bytes come at once, the others in pieces.
private func checkLaws(_ bytes: [UInt8], _ view: ViewKind, _ charset: Charset, _ beginning: Int, _ pieceLength: Int) throws {
    let store = BodyStore()
    var grown = Reading(store, charset, view)
    var rest = bytes[...]
    if beginning > 0 { write(&rest, beginning, to: store) }
    while !rest.isEmpty {
        write(&rest, pieceLength, to: store)
        grown.catchUp(with: store, isWriting: rest.count % 8 == 0)
        let last = LineNumber(grown.document.lineCount - 1)
        let end = grown.document.extent(of: last)?.range.upperBound ?? grown.document.lines(from: last, count: 1).first?.range.upperBound
        try require(end == store.snapshot.end, "what has come is not shown")
    }
    store.finish()
    grown.catchUp(with: store)

    var whole = Reading(store, charset, view)
    whole.catchUp(with: store)
    let lines = whole.document.lines(from: .first, count: .max)
    try require(lines == grown.document.lines(from: .first, count: .max), "lines depend on how the body came")
    try require(lines.count == whole.document.lineCount, "not as many lines as are counted")
    var place = ByteOffset.zero
    for (index, line) in lines.enumerated() {
        let number = LineNumber(index)
        let end = whole.document.extent(of: number)?.range.upperBound ?? line.range.upperBound
        try require(line.range.lowerBound == place && end > place, "lines do not tile the body")
        try require(whole.document.lines(from: number, count: 1) == [line], "a line alone is another")
        try require(whole.document.line(at: place) == number, "another line at an offset")
        try require(
            whole.document.part(of: number, columns: 0..<(.max)) == grown.document.part(of: number, columns: 0..<(.max)),
            "parts depend on how the body came")
        try require(line.cells.count == line.sources.count, "a cell without a source")
        try requireText(line.cells.reduce(into: []) { $1.write(to: &$0) })
        place = end
    }
    try require(place == store.snapshot.end, "lines end before the body")
    let decoded = whole.document.decodedPieces(from: .zero, before: store.snapshot.end)
    try require(
        decoded.reduce(ByteOffset.zero) { $1.range.lowerBound == $0 ? $1.range.upperBound : .zero } == place, "pieces do not tile the body")
    try require(whole.written == grown.written, "what is written depends on how the body came")
    try requireText(whole.written, controls: [0x09, 0x0A])
}

private struct Reading {
    var document: Document
    /// The body written out as far as it has come.
    private(set) var written: [UInt8] = []
    private var indexer: Indexer
    private var text: ViewText

    init(_ store: BodyStore, _ charset: Charset, _ view: ViewKind) {
        document = Document(view: view, snapshot: store.snapshot, charset: charset)
        indexer = Indexer(view: view, charset: charset)
        text = ViewText(view: view, charset: charset)
    }

    /// `isWriting`: each time an unfinished line is made anew, which takes long when it has come byte by byte.
    mutating func catchUp(with store: BodyStore, isWriting: Bool = true) {
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { document.apply(delta) }
        guard isWriting else { return }
        text.extend(to: store.snapshot)
        while let piece = text.next() { written += piece }
    }
}

private func write(_ bytes: inout ArraySlice<UInt8>, _ count: Int, to store: BodyStore) {
    try? bytes.prefix(count).withUnsafeBytes { try store.write($0) }
    bytes = bytes.dropFirst(count)
}
