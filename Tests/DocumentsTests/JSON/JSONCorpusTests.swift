import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// The corpus in the views of JSON: what is right is not marked, what is wrong is, and nothing of either is lost.
@Suite struct JSONCorpusTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private static let marks: Set<Role> = [.error, .failure, .comment]

    private func roles(_ bytes: [UInt8], _ view: ViewKind) throws -> Set<Role> {
        Set(try Document(body(bytes), view: view).allLines.flatMap { $0.cells.map(\.role) })
    }

    private func written(_ bytes: [UInt8], _ view: ViewKind) throws -> [UInt8] {
        var text = ViewText(view: view, charset: Charset(label: nil))
        text.extend(to: try body(bytes).snapshot)
        var output: [UInt8] = []
        while let piece = text.next() { output += piece }
        return output
    }

    /// Without the blanks between the tokens of a right text.
    private func compact(_ text: [UInt8]) -> [UInt8] {
        var isInString = false, isEscaped = false
        return text.filter { byte in
            defer {
                if isEscaped {
                    isEscaped = false
                } else if isInString && byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString.toggle()
                }
            }
            return isInString || ![0x20, 0x09, 0x0A, 0x0D].contains(byte)
        }
    }

    @Test(arguments: JSONCorpus.valid) func `a right text is laid out, and nothing in it is marked`(text: String) throws {
        let bytes = Array(text.utf8)
        for view in [ViewKind.json, .records, .flat] { #expect(try roles(bytes, view).isDisjoint(with: Self.marks)) }
        let document = Document(try body(bytes), view: .json)
        #expect(document.openDepth == 0 && document.recordCount == 1)
        // These act on a terminal, and are written as tokens.
        guard !text.unicodeScalars.contains(where: { [0x7F, 0x2028, 0x2029, 0x10FFFF].contains($0.value) }) else { return }
        for view in [ViewKind.json, .records] { #expect(try compact(written(bytes, view)) == compact(bytes)) }
        let leaves = NaiveJSON(bytes).places.filter(\.isLeaf).map { "json\($0.path) = \($0.text);\n" }.joined()
        if document.openDepth == 0, !text.hasPrefix(String(repeating: "[", count: 100)) {
            #expect(String(decoding: try written(bytes, .flat), as: UTF8.self) == leaves)
        }
    }

    @Test(arguments: JSONCorpus.invalid) func `a wrong text is marked`(text: String) throws {
        for view in [ViewKind.json, .records, .flat] {
            // A control character in a string is shown as a token.
            let roles = try roles(Array(text.utf8), view)
            #expect(!roles.isDisjoint(with: Self.marks) || roles.contains(.token), "\(view.name)")
        }
    }

    @Test(arguments: JSONCorpus.incomplete) func `a text without its end is shown as far as it goes`(text: String) throws {
        let bytes = Array(text.utf8)
        let document = Document(try body(bytes), view: .json)
        #expect((document.openDepth ?? 0) > 0)
        let shown = document.allLines.flatMap(\.cells).filter { $0.role != .gutter }.reduce(into: "") { $1.write(to: &$0) }
        #expect(shown.filter { $0 != " " } == text.filter { $0 != " " })
        #expect(try !roles(bytes, .json).contains(.failure))
    }

    @Test(arguments: JSONCorpus.undecided) func `what parsers do not agree about is laid out`(bytes: [UInt8]) throws {
        for view in [ViewKind.json, .records, .flat] { #expect(try !roles(bytes, view).contains(.failure)) }
        let document = Document(try body(bytes), view: .json)
        #expect(document.openDepth == 0 && document.recordCount == 1)
    }
}
