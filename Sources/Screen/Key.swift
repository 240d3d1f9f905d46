/// One key press as the terminal reports it.
package enum Key: Sendable, Hashable {
    /// A printable character, or a control character by its letter: `.control("L")` is ^L.
    case character(Unicode.Scalar)
    case control(Unicode.Scalar)
    /// ESC followed by a character within the escape delay.
    case meta(Unicode.Scalar)
    /// ESC followed by a control character: `.metaControl("F")` is ESC-^F.
    case metaControl(Unicode.Scalar)
    case escape, enter, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// With the Ctrl key.
    case controlLeft, controlRight
    case function(Int)
    /// Text that came in one piece from a clipboard, line ends and all (bracketed paste).
    case paste(String)
    /// A longer one than is taken, all of which was dropped.
    case endlessPaste
    /// A line typed as a command, where keys do not come one by one (`TypedLine`).
    case line(String)
    /// What was done with the mouse, if it is ours (`Terminal.takeMouse`).
    case mouse(Mouse)
}

extension Key {
    /// As people write it: `Space`, `PgDn`, `^F`, `ESC-u`.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(Character(scalar))
        case .control(let scalar): "^\(scalar)"
        case .meta(" "): "ESC-Space"
        case .meta(let scalar): "ESC-\(scalar)"
        case .metaControl(let scalar): "ESC-^\(scalar)"
        case .escape: "ESC"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .controlLeft: "^Left"
        case .controlRight: "^Right"
        case .function(let number): "F\(number)"
        case .paste, .endlessPaste: "a paste"
        case .line: "a line"
        case .mouse: "the mouse"
        }
    }
}
