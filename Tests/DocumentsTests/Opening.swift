import Bodies
import Documents
import Screen
import TestSupport

extension Document {
    /// The whole of `body`, indexed.
    init(_ body: BodyStore, charset: Charset = Charset(label: nil), view: ViewKind = .text) {
        self.init(view: view, snapshot: body.snapshot, charset: charset)
        var indexer = Indexer(view: view, charset: charset)
        take(body, &indexer)
    }

    /// Indexes what has come since.
    mutating func take(_ body: BodyStore, _ indexer: inout Indexer) {
        indexer.extend(to: body.snapshot)
        while let delta = indexer.step() { apply(delta) }
    }

    /// Every line whole, however long.
    var allLines: [Line] {
        lines(from: .first, count: lineCount).enumerated().map { index, line in
            guard line.isLong, var whole = part(of: LineNumber(index), columns: 0..<(.max)) else { return line }
            // A part leaves out the pieces before it that show nothing.
            let start = start(of: LineNumber(index))
            let left = UInt32(whole.range.lowerBound - start)
            whole.range = start..<whole.range.upperBound
            whole.sources = whole.sources.map { $0 + left }
            return whole
        }
    }

    /// Every line as it reads on the screen.
    var text: [String] { allLines.map(\.text) }
}

extension Line {
    var text: String {
        var text = ""
        for cell in cells {
            text.unicodeScalars.append(cell.scalar)
            for mark in [cell.marks.0, cell.marks.1, cell.marks.2, cell.marks.3] where mark != 0 {
                text.unicodeScalars.append(Unicode.Scalar(mark)!)
            }
        }
        return text
    }
}
