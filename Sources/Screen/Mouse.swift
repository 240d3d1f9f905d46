/// Something done with the mouse: with its wheel, or with its left button.
package struct Mouse: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        case press, drag, release, wheelUp, wheelDown
    }

    package var action: Action
    /// Where the pointer is; it may have left the screen, to the right or below.
    package var position: Position

    package init(_ action: Action, at position: Position) {
        self.action = action
        self.position = position
    }
}
