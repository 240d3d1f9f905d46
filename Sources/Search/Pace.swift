/// How many start positions PCRE2 is given in one call.
///
/// A call cannot be interrupted, and a pattern can be slow at every position without ever coming to the
/// match limit (`(x+x+)+y` on a long line of x). So a call gets few positions while it goes slowly and
/// more while it goes fast: 4,096 of them cost a literal search no measurable speed.
struct Pace: Sendable {
    private static let most = 4096
    private static let fewest = 16

    private(set) var starts = 1024

    mutating func adapt(to duration: Duration) {
        if duration > .microseconds(400) {
            slowDown()
        } else if duration < .microseconds(50) {
            starts = min(Pace.most, starts * 2)
        }
    }

    mutating func slowDown() {
        starts = max(Pace.fewest, starts / 8)
    }
}
