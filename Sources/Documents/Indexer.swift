package import Bodies

/// What one step of indexing found, to be applied to a `Document` in the order of the steps.
package struct IndexDelta: Sendable {
    /// The prefix of the body that is indexed now; complete when that is the end of it.
    package var snapshot: BodySnapshot
    /// New ones, in order.
    package var checkpoints: [Checkpoint]
    /// The first line that is not finished, or the place where it will start.
    package var frontier: Checkpoint
}

/// Finds the lines of a body as it grows. Runs wherever it is called: no threads inside.
package struct Indexer: Sendable {
    private var frontier: Checkpoint
    private var lastCheckpoint = ByteOffset.zero
    private var indexed: BodySnapshot?
    private var target: BodySnapshot?

    package init(view: ViewKind = .text, charset: Charset) {
        frontier = Checkpoint(offset: .zero, line: .first, formatter: view.formatter(charset))
    }

    /// A longer snapshot of the same body has come.
    package mutating func extend(to snapshot: BodySnapshot) {
        target = snapshot
    }

    /// Indexes a few milliseconds' worth of the body; nil when there is nothing left to do.
    package mutating func step() -> IndexDelta? {
        guard let target else { return nil }
        let done = indexed?.length ?? 0
        if let indexed, done >= target.length, indexed.isComplete || !target.isComplete { return nil }
        let prefix = target.prefix(done + min(target.length - done, frontier.formatter.bytesPerStep))
        var input = ByteCursor(prefix, at: frontier.offset, capacity: 256 << 10)
        var checkpoints: [Checkpoint] = []
        while true {
            let due = lastCheckpoint + Checkpoints.spacing
            let count = frontier.formatter.skipLines(in: &input, before: due, atMost: .max)
            frontier.line = frontier.line + count
            frontier.offset = input.offset
            if input.offset < due { break }
            lastCheckpoint = input.offset
            checkpoints.append(frontier)
        }
        indexed = prefix
        return IndexDelta(snapshot: prefix, checkpoints: checkpoints, frontier: frontier)
    }
}
