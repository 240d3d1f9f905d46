/// How a terminal moves rows by deleting lines on one side and inserting as many on the other, so that what is below them stays
/// where it is. That takes fewer bytes than a scrolling region that is set and unset.
struct LineShift {
    /// Wherever the cursor stands. The attributes must be those of plain text.
    let bytes: [UInt8]
    /// They leave the cursor in the first column of that row, zero-based: the first one that is to be drawn next.
    let cursorRow: Int32

    /// The first `rows` rows of the screen move up by `rise`, or down if it is negative; nil if the terminal cannot do that.
    init?(by rise: Int32, of rows: Int32) {
        let count = abs(rise)
        func sequence(_ one: String, _ many: String) -> [UInt8]? { count == 1 ? Terminfo.bytes(one) : Terminfo.bytes(many, count) }
        guard let deletion = sequence("dl1", "dl"), let insertion = sequence("il1", "il"),
            let top = Terminfo.bytes("home") ?? Terminfo.bytes("cup"), let bottom = Terminfo.bytes("cup", rows - count)
        else { return nil }
        bytes = rise > 0 ? top + deletion + bottom + insertion : bottom + deletion + top + insertion
        cursorRow = rise > 0 ? rows - count : 0
    }
}
