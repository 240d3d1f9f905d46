internal import Bodies
internal import Documents
internal import Jobs
internal import Screen
internal import Search

// The other one of a pair of brackets, whichever two characters they are.
extension AppState {
    mutating func awaitBrackets(_ direction: Direction, _ number: Int) -> [Effect] {
        self.await("which opens?") { state, open in
            state.await("\(open.name) is closed by?") { state, close in
                state.findBracket(open, close, direction, number)
            }
        }
    }

    private mutating func findBracket(_ open: Key, _ close: Key, _ direction: Direction, _ number: Int) -> [Effect] {
        guard let open = open.ascii, let close = close.ascii, open != close,
            let row = direction == .forward ? focus.page.rows.first : focus.page.rows.last
        else {
            message = Message("two characters of ASCII", .failure)
            return []
        }
        let line = focus.lines.start(of: row.number)..<focus.lines.start(of: row.number + 1)
        let job = newJob(in: focusPlace)
        let stopped = focus.bracket.map { [Effect.stop($0.job, focus.lines.subject)] } ?? []
        let query = BracketFinder.Query(open: open, close: close, line: line, number: number, direction: direction)
        focus.bracket = (job, query)
        return stopped + [.start(.bracket(query), job, focus.lines.subject)]
    }

    mutating func takeBracket(_ progress: BracketFinder.Progress, of job: JobID) {
        guard let (known, query) = focus.bracket, known == job else { return }
        focus.bracket = nil
        let isForward = query.direction == .forward
        switch progress {
        case .more: break
        case .found(let place):
            let size = paneSize
            _ = move { pane in
                pane.leaveMark(size)
                pane.changeDocument { $0.unfold(around: place) }
                pane.show(pane.lines.line(at: place), atRow: isForward ? size.rows - 1 : 0, size)
            }
        case .noBracket:
            message = Message("no \(isForward ? query.open.character : query.close.character) in the \(isForward ? "top" : "bottom") line")
        case .unmatched: message = Message("nothing matches it")
        }
    }
}

extension Key {
    fileprivate var ascii: UInt8? {
        if case .character(let scalar) = self, scalar.isASCII { UInt8(scalar.value) } else { nil }
    }
}

extension UInt8 {
    fileprivate var character: Character { Character(Unicode.Scalar(self)) }
}
