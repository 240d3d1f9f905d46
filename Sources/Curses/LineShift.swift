/// How a terminal moves rows by deleting lines on one side and inserting as many on the other, so that what is below them stays
/// where it is. That takes fewer bytes than a scrolling region that is set and unset.
struct LineShift {
    /// They leave the cursor where it was. The attributes must be those of plain text.
    let bytes: [UInt8]

    /// The first `rows` rows of the screen move up by `rise`, or down if it is negative; nil if the terminal cannot do that.
    init?(by rise: Int32, of rows: Int32) {
        let count = abs(rise)
        func sequence(_ one: String, _ many: String) -> [UInt8]? { count == 1 ? Terminfo.bytes(one) : Terminfo.bytes(many, count) }
        guard let save = Terminfo.bytes("sc"), let restore = Terminfo.bytes("rc"),
            let deletion = sequence("dl1", "dl"), let insertion = sequence("il1", "il"),
            let top = Terminfo.bytes("home") ?? Terminfo.bytes("cup"), let bottom = Terminfo.bytes("cup", rows - count)
        else { return nil }
        bytes = save + (rise > 0 ? top + deletion + bottom + insertion : bottom + deletion + top + insertion) + restore
    }
}
