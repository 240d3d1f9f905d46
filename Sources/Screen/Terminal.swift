/// A screen that shows grids and a keyboard that gives keys. The real one is in Curses; tests bring a fake.
///
/// Used from the event loop's thread only.
package protocol Terminal: AnyObject {
    var size: Size { get }
    /// A descriptor that is readable when keys may be waiting; negative, for `poll` to pass over, once the terminal is gone.
    var inputDescriptor: Int32 { get }
    /// All keys that are waiting, without waiting for more.
    func readKeys() -> [Key]
    /// Shows `grid`, whose size is `size`, sending only what changed; the cursor is hidden if `cursor` is nil.
    func draw(_ grid: Grid, cursor: Position?)
    /// Since when the terminal has taken nothing of what was drawn; `nil` if all of it has gone out. Meanwhile `draw` draws
    /// nothing.
    var stalledSince: ContinuousClock.Instant? { get }
    /// Sends of the rest as much as the terminal takes now, when `inputDescriptor` can be written to.
    func sendRest()
    /// Forgets what is on the screen, so that the next `draw` sends everything (^L).
    func invalidate()
    /// From the next `draw` on roles look as that theme has them.
    func restyle(_ theme: Theme)
    /// Whether the mouse gives keys (`Key.mouse`) or stays the terminal's, which then selects text with it.
    func takeMouse(_ isTaken: Bool)
    /// Takes up the terminal's size after SIGWINCH.
    func resize()
    /// Says what the terminal's title is, where it has one; `nil`: what it was before.
    func show(title: String?)
    /// Rings.
    func ring()
    /// Puts text on the clipboard of the terminal, if that has one (OSC 52).
    func copy(_ text: String)
    /// Gives the terminal back as it was (before stopping or quitting). Safe to call twice.
    func restore()
    /// Takes it again after `restore`; the next `draw` sends everything.
    func resume()
}

/// A terminal to which text is only ever added, and that gives commands a line at a time: as screen readers and braille
/// displays need it.
package protocol LineTerminal: Terminal {
    /// Adds text, with its line ends.
    func append(_ text: String)
}

/// How the viewer shows itself.
package enum Display {
    case screen(any Terminal)
    case lines(any LineTerminal)

    package var terminal: any Terminal {
        switch self {
        case .screen(let terminal): terminal
        case .lines(let terminal): terminal
        }
    }
}
