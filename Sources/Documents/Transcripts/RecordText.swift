/// A part of a body that holds records, in memory: as it is, or decoded.
struct RecordText {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Nothing of the record follows.
    let isFinal: Bool
    /// Where the first byte stands in the line that is made, and in the body.
    let source: Int, offset: Int
    /// More of it is not looked at, if there is more.
    var isLimited = false
    /// How many bytes of a group of three have come before, if they were decoded from base64.
    var phase: Int?

    /// Where a byte comes from, counted in bytes from the line's start.
    func source(_ place: Int) -> Int { source + distance(place) }

    func offset(_ place: Int) -> Int { offset + distance(place) }

    private func distance(_ place: Int) -> Int {
        phase.map { (place + $0) * 4 / 3 - $0 * 4 / 3 } ?? place
    }
}
