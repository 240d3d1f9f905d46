internal import Bodies
internal import Bytes
internal import Screen

/// What a grammar shows of a text, in order: characters of the text as they are, others in their place, and words of its own.
package struct ShownText {
    /// False if only lines are counted: nothing is kept then.
    let isKept: Bool
    private(set) var utf8: [UInt8] = []
    /// For each byte of `utf8` the place in the text that it stands for. All bytes with the same place stay together.
    private(set) var places: [Int] = []
    private var runs: [Run] = []
    /// What shows nothing and can be cut anywhere.
    private(set) var hidden: [Range<Int>] = []
    /// Further places for a cut, where too little is shown.
    private var stops: [Int] = []

    /// Bytes that look alike.
    private struct Run {
        var end: Int
        let role: Role
        let look: OwnLook
    }

    /// Where in the body the text begins, and how far from there each byte of it is; nil if they are the same.
    private let start: Int
    private let sources: [Int]?

    /// `start`: where in the body the text begins.
    init(of text: UTF8Text, at start: ByteOffset, isKept: Bool) {
        (self.start, sources, self.isKept) = (start.bytes, text.sources, isKept)
    }

    /// Of a text that is no body's.
    init(isKept: Bool) {
        (start, sources, self.isKept) = (0, nil, isKept)
    }

    /// `no markup at byte 17: `: what is wrong with what is at `place`.
    mutating func markFault(_ words: String, at place: Int) {
        mark("\(words) at byte \(start + (sources?[place] ?? place)): ", at: place, .failure)
    }

    /// A part of the text as it is.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ role: Role, _ look: OwnLook = .none) {
        guard isKept, !range.isEmpty else { return }
        utf8 += text[range]
        places += range
        endRun(role, look)
    }

    /// Bytes that stand for what begins at `place`.
    mutating func add(_ bytes: some Sequence<UInt8>, for place: Int, _ role: Role, _ look: OwnLook = .none) {
        guard isKept else { return }
        for byte in bytes {
            utf8.append(byte)
            places.append(place)
        }
        endRun(role, look)
    }

    /// Words that are not in the text, in front of what is at `place`.
    mutating func mark(_ words: String, at place: Int, _ role: Role = .gutter) {
        add(words.utf8, for: place, role)
    }

    mutating func hide(_ range: Range<Int>) {
        if isKept, !range.isEmpty { hidden.append(range) }
    }

    /// What is in front of `place` shows nothing: it can be cut there.
    mutating func stop(at place: Int) {
        if isKept { stops.append(place) }
    }

    /// Something asks for a look of its own.
    var hasLook: Bool { runs.contains { $0.look != .none } }

    private mutating func endRun(_ role: Role, _ look: OwnLook) {
        if let last = runs.indices.last, runs[last].role == role, runs[last].look == look {
            runs[last].end = utf8.count
        } else {
            runs.append(Run(end: utf8.count, role: role, look: look))
        }
    }

    /// Writes it. `length`: the bytes of the body it was made from. Unless `isFinal`, the beginning of a character at its end is
    /// left out.
    func write(to output: inout some LineOutput, of text: UTF8Text, length: Int, isFinal: Bool) {
        guard length > 0 else { return }
        utf8.withUnsafeBufferPointer { bytes in
            var index = 0
            for run in runs {
                while index < run.end, !output.isFull {
                    index = character(at: index, in: bytes, run, &output, of: text, length: length, isFinal: isFinal)
                }
            }
        }
    }

    /// Returns where the next one is.
    private func character(
        at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ run: Run, _ output: inout some LineOutput, of text: UTF8Text, length: Int,
        isFinal: Bool
    ) -> Int {
        func source(_ index: Int) -> Int { min(text.source(places[index]), length - 1) }
        if bytes[index] < 0x80 {
            output.append(Unicode.Scalar(bytes[index]), run.role, run.look, source: source(index), length: text.length(places[index], 1))
            return index + 1
        }
        if let invalid = text.invalid[places[index]] {
            output.append(invalid: invalid, source: source(index))
            return min(index + 3, bytes.count)
        }
        var wrong = 1
        switch UTF8Scan.next(in: bytes, at: index) {
        case .scalar(let scalar, let count):
            output.append(scalar, run.role, run.look, source: source(index), length: text.length(places[index], count))
            return index + count
        case .invalid(let count): wrong = count
        case .incomplete:
            if !isFinal { return bytes.count }
            wrong = bytes.count - index
        }
        for index in index..<index + wrong { output.append(invalid: bytes[index], source: source(index)) }
        return index + wrong
    }

    /// Where a long piece is cut: the last place whose source in `text` is not after `most` and that parts nothing; nil where
    /// there is none.
    func cut(_ text: UTF8Text, atMost most: Int) -> Int? {
        if let hidden = hidden.last(where: { text.source($0.lowerBound) <= most }), text.source(hidden.upperBound) > most {
            return text.place(atMost: most).flatMap { $0 > 0 ? $0 : nil }
        }
        if let last = places.lastIndex(where: { text.source($0) <= most }), last > 0 {
            var index = utf8.withUnsafeBufferPointer { UTF8Decoding.boundary(in: $0, atMost: last) }
            while index > 0, text.source(places[index - 1]) == text.source(places[index]) { index -= 1 }
            if places[index] > 0 { return places[index] }
        }
        return stops.last { text.source($0) <= most }
    }
}

extension UTF8Text {
    /// The last place in `utf8` whose source is not after `source`, and where no character is split.
    func place(atMost source: Int) -> Int? {
        guard let sources else {
            guard source < utf8.count else { return utf8.count }
            return UTF8Scan.boundary(in: utf8, atMost: source)
        }
        guard var place = sources.lastIndex(where: { $0 <= source }) else { return nil }
        while place > 0, sources[place - 1] == sources[place] { place -= 1 }
        return place
    }
}
