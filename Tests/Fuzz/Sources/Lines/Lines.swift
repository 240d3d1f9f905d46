import Bodies
import Documents
import Glibc

/// libFuzzer's entry: any bytes, in any charset and view, arriving in any pieces, give the same lines and are written out as
/// the same text, and every line is what a full scan says it is.
///
/// The first byte chooses the charset and the view, the second how far before the longest line's end the body begins,
/// the third how it arrives.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard count > 3 else { return 0 }
    let charset = charsets[Int(input[0]) % charsets.count]
    let view = ViewKind.all[Int(input[0]) / charsets.count % ViewKind.all.count]
    // Only the text is cut.
    let filler = input[1] < 64 || view != .text ? 0 : TextFormatter.longestPiece - Int(input[1] - 64)
    let bytes = Array(repeating: UInt8(ascii: "x"), count: filler & ~3) + input[3...]
    let pieceLength = 1 + Int(input[2]) % 64

    let store = BodyStore()
    var grown = Index(store, charset, view)
    var rest = bytes[...]
    if filler > 0 { write(&rest, filler & ~3, to: store) }
    while !rest.isEmpty {
        write(&rest, pieceLength, to: store)
        grown.catchUp(with: store, isWriting: rest.count % 8 == 0)
        let last = grown.document.lines(from: LineNumber(grown.document.lineCount - 1), count: 1, columnLimit: 20)
        let end = grown.document.extent(of: LineNumber(grown.document.lineCount - 1))?.range.upperBound ?? last.first?.range.upperBound
        precondition(end == store.snapshot.end, "what has come is not shown")
    }
    store.finish()
    grown.catchUp(with: store)

    var whole = Index(store, charset, view)
    whole.catchUp(with: store)
    let lines = whole.document.lines(from: .first, count: .max)
    precondition(lines == grown.document.lines(from: .first, count: .max), "chunking")
    precondition(lines.count == whole.document.lineCount, "count")
    var place = ByteOffset.zero
    for (index, line) in lines.enumerated() {
        let number = LineNumber(index)
        let end = whole.document.extent(of: number)?.range.upperBound ?? line.range.upperBound
        precondition(line.range.lowerBound == place && end > place, "lines tile the body")
        precondition(whole.document.lines(from: number, count: 1) == [line], "resume")
        precondition(whole.document.line(at: place) == number, "line at an offset")
        precondition(whole.document.part(of: number, columns: 0..<(.max)) == grown.document.part(of: number, columns: 0..<(.max)), "parts")
        place = end
    }
    let decoded = whole.document.decodedPieces(from: .zero, before: store.snapshot.end)
    precondition(
        decoded.reduce(ByteOffset.zero) { $1.range.lowerBound == $0 ? $1.range.upperBound : .zero } == place, "pieces tile the body")
    precondition(whole.written == grown.written, "writing")
    return 0
}

private let charsets: [Charset] = {
    setlocale(LC_CTYPE, "C.UTF-8")
    return [
        nil, "utf-16", "utf-16be", "utf-32", "iso-8859-15", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "iso-2022-jp",
    ].map { Charset(label: $0) }
}()

private struct Index {
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
