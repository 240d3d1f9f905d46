internal import Screen

extension Command {
    static let marking: [Command] = [
        Command("set-mark", .finding, [.character("m")], "mark this place with a letter") { state, _ in
            state.await("mark: letter?") { $0.setMark($1) }
        },
        Command("mark-bottom", .finding, [.character("M")], "mark the line at the bottom with a letter") { state, _ in
            state.await("mark the bottom line: letter?") { $0.setMark($1, isAtBottom: true) }
        },
        Command("clear-mark", .finding, [.meta("m"), .meta("M")], "forget the mark of a letter") { state, _ in
            state.await("forget mark: letter?") { $0.clearMark($1) }
        },
        Command(
            "go-to-mark", .finding, [.character("'")],
            "back to the mark of a letter; ' the place before, ^ the top, $ the end"
        ) { state, _ in
            state.await("go to mark: letter?") { $0.goToMark($1) }
        },
    ]
}

extension AppState {
    fileprivate mutating func setMark(_ key: Key, isAtBottom: Bool = false) -> [Effect] {
        guard case .character(let letter) = key, letter.properties.isAlphabetic else {
            message = Message("a mark is a letter")
            return []
        }
        let top = Mark(anchor: focus.place(paneSize))
        focus.marks[letter] = isAtBottom ? focus.bottomMark ?? top : top
        message = Message("marked \(letter)")
        return []
    }

    fileprivate mutating func clearMark(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key, focus.marks.removeValue(forKey: letter) != nil else {
            message = Message("no mark \(key.name)")
            return []
        }
        message = Message("no longer marked \(letter)")
        return []
    }

    fileprivate mutating func goToMark(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key else {
            message = Message("a mark is a letter")
            return []
        }
        guard let target = focus.mark(letter) else {
            message = Message("no mark \(letter)", .failure)
            return []
        }
        let size = paneSize
        return move { $0.go(to: target, size) }
    }
}
