/// One key press as the terminal reports it.
package enum Key: Sendable, Hashable {
    /// A printable character, or a control character by its letter: `.control("L")` is ^L.
    case character(Unicode.Scalar)
    case control(Unicode.Scalar)
    /// ESC followed by a character within the escape delay.
    case meta(Unicode.Scalar)
    case escape, enter, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// Text that came in one piece from a clipboard, line ends and all (bracketed paste).
    case paste(String)
}
