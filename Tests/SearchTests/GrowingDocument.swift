import Bodies
import Documents
import Search
import TestSupport

/// A document that is fed its body piece by piece.
struct GrowingDocument {
    private var document: Document
    private let store: BodyStore
    private var indexer: Indexer

    init(charset label: String? = nil) throws {
        store = try body([], growing: true)
        let charset = Charset(label: label)
        document = Document(snapshot: store.snapshot, charset: charset)
        indexer = Indexer(charset: charset)
    }

    var text: SearchableBody { SearchableBody(document) }

    mutating func append(_ bytes: some Sequence<UInt8>) throws {
        try store.append(bytes)
        index()
    }

    mutating func finish() {
        store.finish()
        index()
    }

    private mutating func index() {
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { document.apply(delta) }
    }
}
