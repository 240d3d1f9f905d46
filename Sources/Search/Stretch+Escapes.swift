internal import Bodies
internal import Bytes

extension Stretch {
    /// The same stretch with what the escape sequences in it stand for, which knows where its bytes come from; nil if it has none, or
    /// if nobody reads them.
    var unescaped: Stretch? {
        guard readsEscapes, text.contains(UInt8(ascii: "\\")) else { return nil }
        var stretch = self
        var meant: [UInt8] = []
        var sources: [UInt32] = []
        meant.reserveCapacity(text.count)
        sources.reserveCapacity(text.count + 1)
        let origin = offset(of: 0)
        func source(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: offset(of: index) - origin) }
        var start: Int?, end: Int?
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                if start == nil, index >= starts.lowerBound { start = meant.count }
                if end == nil, index >= starts.upperBound { end = meant.count }
                let place = source(index)
                if text[index] == UInt8(ascii: "\\"), let (scalar, length) = JSONString.escape(in: text, at: index) {
                    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                        meant.append(byte)
                        sources.append(place)
                    }
                    index += length
                } else {
                    meant.append(text[index])
                    sources.append(place)
                    index += 1
                }
            }
        }
        let first = start ?? meant.count
        stretch.starts = first..<max(first, end ?? meant.count)
        stretch.text = meant
        stretch.places = .decoded(sources + [source(text.count)], from: origin)
        stretch.readsEscapes = false
        return stretch
    }
}

/// A search through one stretch as it was sent and, where strings of JSON have escape sequences, as it is meant: `Zw\u00f6lf` is found
/// by both spellings, and once.
struct BothSpellings: Sendable {
    private(set) var sent: StretchScan
    private var meant: StretchScan?
    /// What was found of each and is not yet said.
    private var nextSent = Next.unknown
    private var nextMeant = Next.unknown
    /// Where the last match ends.
    private var end = ByteOffset.zero

    private enum Next {
        case unknown
        case match(Range<ByteOffset>)
        case none
    }

    init(_ stretch: Stretch, for pattern: Pattern, pace: Pace) {
        sent = StretchScan(stretch, for: pattern, pace: pace)
        meant = stretch.unescaped.map { StretchScan($0, for: pattern, pace: pace) }
    }

    var stretch: Stretch { sent.stretch }
    /// It is searched as it lies, and in no other way.
    var isPlain: Bool { meant == nil }
    var pace: Pace { sent.pace }
    var isPartial: Bool { sent.isPartial || meant?.isPartial == true }

    /// The next match, in order; matches do not overlap.
    mutating func find(_ pattern: Pattern, with matcher: Matcher, until limit: inout TimeLimit) -> StretchScan.Finding {
        if isPlain, case .following = sent.stretch.places { return sent.find(pattern, with: matcher, until: &limit) }
        while true {
            if case .unknown = nextSent {
                switch sent.find(pattern, with: matcher, until: &limit) {
                case .match(let match): nextSent = .match(match)
                case .outOfTime: return .outOfTime
                case .end: nextSent = .none
                }
            }
            if case .unknown = nextMeant {
                switch meant?.find(pattern, with: matcher, until: &limit) {
                case .match(let match)?: nextMeant = .match(match)
                case .outOfTime?: return .outOfTime
                case .end?, nil: nextMeant = .none
                }
            }
            guard let match = takeNext() else { return .end }
            guard match.lowerBound >= end else { continue }
            end = match.upperBound
            return .match(match)
        }
    }

    /// The one that begins first.
    private mutating func takeNext() -> Range<ByteOffset>? {
        switch (nextSent, nextMeant) {
        case (.match(let first), .match(let second)) where second.lowerBound < first.lowerBound:
            nextMeant = .unknown
            return second
        case (.match(let first), _):
            nextSent = .unknown
            return first
        case (_, .match(let second)):
            nextMeant = .unknown
            return second
        default: return nil
        }
    }
}
