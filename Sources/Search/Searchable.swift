package import Bodies
package import Documents

/// A text that can be searched: the text of a body, or of a panel. The ranges of its matches are byte offsets, the ones that
/// lines have too, whichever view shows them.
package protocol Searchable: Sendable {
    /// Where it ends for now.
    var end: ByteOffset { get }
    /// No byte will follow.
    var isComplete: Bool { get }
    /// The stretch that begins at `start`, a place that `start(notAfter:)` gave or the end of a stretch; nil at the end.
    func stretch(at start: ByteOffset) -> Stretch?
    /// The last place at or before `place`, which is not after the end, where a stretch can begin.
    func start(notAfter place: ByteOffset) -> ByteOffset
}

/// The text of a body, or that of a view that has a text of its own. Otherwise what is found does not depend on the view.
package struct SearchableBody: Searchable {
    private enum Text: Sendable {
        case raw(BodySnapshot)
        case decoded(Document)
    }

    private let text: Text
    private let readsEscapes: Bool

    /// A body whose bytes are UTF-8 is searched as it lies; nil if they are not: that takes the lines of a document.
    /// `readsEscapes`: it is JSON, and what escape sequences stand for is found as well.
    package init?(_ snapshot: BodySnapshot, charset: Charset, readsEscapes: Bool = false) {
        guard charset.isUTF8 else { return nil }
        text = .raw(snapshot)
        self.readsEscapes = readsEscapes
    }

    /// The part of a body that is indexed in `document`, as that shows it.
    package init(_ document: Document, readsEscapes: Bool = false) {
        text = document.charset.isUTF8 && document.view == .text ? .raw(document.snapshot) : .decoded(document)
        self.readsEscapes = readsEscapes
    }

    private var snapshot: BodySnapshot {
        switch text {
        case .raw(let snapshot): snapshot
        case .decoded(let document): document.snapshot
        }
    }

    package var end: ByteOffset { snapshot.end }
    package var isComplete: Bool { snapshot.isComplete }

    package func stretch(at start: ByteOffset) -> Stretch? {
        var stretch =
            switch text {
            case .raw(let snapshot): RawStretches(snapshot).stretch(at: start)
            case .decoded(let document): DecodedStretches(document).stretch(at: start)
            }
        stretch?.readsEscapes = readsEscapes
        return stretch
    }

    package func start(notAfter place: ByteOffset) -> ByteOffset {
        switch text {
        case .raw(let snapshot): RawStretches(snapshot).start(notAfter: place)
        case .decoded(let document): DecodedStretches(document).start(notAfter: place)
        }
    }
}

extension TextLines: Searchable {
    package var isComplete: Bool { true }
    package func stretch(at start: ByteOffset) -> Stretch? { RawStretches(self).stretch(at: start) }
    package func start(notAfter place: ByteOffset) -> ByteOffset { RawStretches(self).start(notAfter: place) }
}

/// Bytes that are UTF-8 as they lie.
protocol RawText {
    var end: ByteOffset { get }
    var isComplete: Bool { get }
    /// The bytes of `range`, cut at the end.
    func bytes(in range: Range<ByteOffset>) -> [UInt8]
}

extension BodySnapshot: RawText {}

extension TextLines: RawText {
    func bytes(in range: Range<ByteOffset>) -> [UInt8] {
        let lower = min(range.lowerBound.bytes, utf8.count)
        return Array(utf8[lower..<max(lower, min(range.upperBound.bytes, utf8.count))])
    }
}
