package import Bodies
package import Screen

/// What one step of indexing found, to be applied to a `Document` in the order of the steps.
package struct IndexDelta: Sendable {
    /// The prefix of the body that is indexed now; complete when that is the end of it.
    package var snapshot: BodySnapshot
    /// New ones, in order.
    package var checkpoints: [Checkpoint]
    /// The first piece that is not finished, or the place where it will start.
    package var frontier: Checkpoint
}

/// Finds the lines of a body as it grows. Runs wherever it is called: no threads inside.
package struct Indexer: Sendable {
    /// Characters of long lines that are looked at singly in a step: a few milliseconds.
    private static let workPerStep = 1 << 19

    private var frontier: Checkpoint
    private let display: CharacterDisplay
    private var lastCheckpoint = ByteOffset.zero
    private var indexed: BodySnapshot?
    private var target: BodySnapshot?

    package init(view: ViewKind = .text, charset: Charset, as display: CharacterDisplay = CharacterDisplay()) {
        frontier = Checkpoint(offset: .zero, line: .first, formatter: view.formatter(charset))
        self.display = display
    }

    /// A longer snapshot of the same body has come.
    package mutating func extend(to snapshot: BodySnapshot) {
        target = snapshot
    }

    /// There is more of the body than was indexed, or it has ended since.
    package var isBehind: Bool {
        guard let target else { return false }
        guard let indexed else { return true }
        return indexed.length < target.length || target.isComplete && !indexed.isComplete
    }

    /// Indexes a few milliseconds' worth of the body; nil when there is nothing left to do.
    package mutating func step() -> IndexDelta? {
        guard let target, isBehind else { return nil }
        let done = indexed?.length ?? 0
        var prefix = target.prefix(done + min(target.length - done, frontier.formatter.bytesPerStep))
        var input = ByteCursor(prefix, at: frontier.offset, capacity: 256 << 10)
        var checkpoints: [Checkpoint] = []
        var work = Indexer.workPerStep
        while true {
            let due = lastCheckpoint + Checkpoints.spacing
            frontier.pass(in: &input, before: due, to: LineNumber(.max), columns: true, as: display, work: &work)
            if work <= 0, frontier.offset > ByteOffset(done) { prefix = target.prefix(frontier.offset.bytes) }
            if frontier.offset < due { break }
            lastCheckpoint = frontier.offset
            checkpoints.append(frontier)
            if work <= 0 { break }
        }
        indexed = prefix
        return IndexDelta(snapshot: prefix, checkpoints: checkpoints, frontier: frontier)
    }
}
