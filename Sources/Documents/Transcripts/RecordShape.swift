internal import Bodies
internal import Bytes

/// A record that has been read, without what differs from one like it: the text of the answer, and what means nothing to a reader.
///
/// Streams of answers are thousands of records that are the same but for a few characters. To compare the next one with those before
/// it is many times faster than to read it.
struct RecordShape: Sendable {
    /// A longer record is none of thousands.
    static let longest = 4 << 10

    /// What a value may be in place of the one that was there.
    enum Gap: Sendable {
        /// A string that is not empty: a part of the answer in that lane.
        case output(LaneID)
        case string, number
    }

    private let bytes: [UInt8]
    /// In order, counted from the record's start, without quotes.
    private let gaps: [(range: Range<Int>, gap: Gap)]
    private let event: TranscriptName?

    init(_ bytes: [UInt8], _ gaps: [(range: Range<Int>, gap: Gap)], event: TranscriptName?) {
        (self.bytes, self.gaps, self.event) = (bytes, gaps, event)
    }

    /// A record that is like another.
    struct Match {
        var length: Int
        /// The last part of the answer, counted from the record's start, without quotes; and how many there are.
        var output: (text: Range<Int>, lane: LaneID)?
        var outputCount = 0
    }

    /// The record that begins at `start`, if it is one like this and is there whole.
    func match(in text: UnsafeBufferPointer<UInt8>, at start: Int, event: TranscriptName?) -> Match? {
        guard event == self.event else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var place = start
            var next = 0
            var match = Match(length: 0)
            for (range, gap) in gaps {
                guard Self.isSame(bytes, next..<range.lowerBound, text, place) else { return nil }
                place += range.lowerBound - next
                next = range.upperBound
                switch gap {
                case .number:
                    guard let end = Self.numberEnd(text, place) else { return nil }
                    place = end
                case .string:
                    guard let end = Self.stringEnd(text, place) else { return nil }
                    place = end
                case .output(let lane):
                    guard let end = Self.stringEnd(text, place), end > place else { return nil }
                    match.output = (place - start..<end - start, lane)
                    match.outputCount += 1
                    place = end
                }
            }
            guard Self.isSame(bytes, next..<bytes.count, text, place) else { return nil }
            match.length = place + bytes.count - next - start
            return match
        }
    }

    private static func isSame(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> Bool {
        guard place + range.count <= text.count else { return false }
        return ByteSearch.isSame(
            UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])),
            UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[place..<place + range.count])))
    }

    /// The place of the quote that ends a string, if it is one.
    private static func stringEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var place = start
        while place < text.count {
            switch text[place] {
            case JSONByte.quote: return place
            case JSONByte.backslash: place += 2
            case 0..<0x20: return nil
            default: place += 1
            }
        }
        return nil
    }

    private static func numberEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var place = start
        while place < text.count, isOfNumber(text[place]) { place += 1 }
        return place > start && place < text.count ? place : nil
    }

    static func beginsNumber(_ byte: UInt8) -> Bool { byte.isDigit || byte == UInt8(ascii: "-") }

    static func isOfNumber(_ byte: UInt8) -> Bool { beginsNumber(byte) || "+.eE".utf8.contains(byte) }
}

extension RecordShape {
    /// Notes while a record is read.
    struct Draft: Sendable {
        let start: ByteOffset
        private let facts: TranscriptFacts
        private let event: TranscriptName?
        private var gaps: [(range: Range<Int>, gap: Gap)] = []
        /// The string that is being read.
        private var open: (start: ByteOffset, gap: Gap)?

        init(at start: ByteOffset, _ facts: TranscriptFacts, event: TranscriptName?) {
            (self.start, self.facts, self.event) = (start, facts, event)
        }

        /// A string begins after the quote at `quote`.
        mutating func begin(_ gap: Gap, quote: ByteOffset) { open = (quote + 1, gap) }

        mutating func endString(quote: ByteOffset) {
            guard let open else { return }
            gaps.append((open.start - start..<quote - start, open.gap))
            self.open = nil
        }

        /// A byte that may be one of a number.
        mutating func note(_ byte: UInt8, at place: ByteOffset) {
            let index = place - start
            if let last = gaps.last, case .number = last.gap, last.range.upperBound == index, RecordShape.isOfNumber(byte) {
                gaps[gaps.count - 1].range = last.range.lowerBound..<index + 1
            } else if RecordShape.beginsNumber(byte) {
                gaps.append((index..<index + 1, .number))
            }
        }

        /// What has been learned, if all that followed from the record is that there was one more. `bytes` are the record.
        func shape(_ bytes: [UInt8], _ now: TranscriptFacts, isCounted: Bool) -> RecordShape? {
            let hasOutput = gaps.contains { if case .output = $0.gap { true } else { false } }
            guard isCounted == hasOutput, open == nil else { return nil }
            var expected = facts
            (expected.firstOutput, expected.lastOutput) = (now.firstOutput, now.lastOutput)
            if isCounted { expected.outputCount += 1 }
            return now == expected ? RecordShape(bytes, gaps, event: event) : nil
        }
    }
}

/// The shapes of the records that came last.
struct RecordShapes: Sendable {
    private static let most = 4
    private var shapes: [RecordShape] = []
    /// The one that is replaced by the next.
    private var oldest = 0

    mutating func add(_ shape: RecordShape) {
        if shapes.count < Self.most {
            shapes.append(shape)
        } else {
            shapes[oldest] = shape
            oldest = (oldest + 1) % Self.most
        }
    }

    func match(in text: UnsafeBufferPointer<UInt8>, at start: Int, event: TranscriptName?) -> RecordShape.Match? {
        for shape in shapes {
            if let match = shape.match(in: text, at: start, event: event) { return match }
        }
        return nil
    }
}
