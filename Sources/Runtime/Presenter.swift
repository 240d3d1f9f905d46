internal import App
internal import Screen

/// Brings a state that is laid out before the person: as a grid, or in lines that are added.
final class Presenter {
    private let display: Display
    private var linear = LinearText()

    init(_ display: Display) {
        self.display = display
    }

    /// `typed`: a key, or a line, was taken in since. True if there is more to show than was shown.
    func show(_ state: inout AppState, typed: Bool) -> Bool {
        switch display {
        case .screen(let terminal):
            let (grid, cursor) = state.draw()
            terminal.draw(grid, cursor: cursor)
            terminal.show(title: state.shownTitle)
            return false
        case .lines(let terminal):
            let (text, more) = linear.news(of: &state, typed: typed)
            if !text.isEmpty { terminal.append(text) }
            return more
        }
    }
}
