/// The escape sequence in force at a place in an ISO-2022 text, of four bytes at most; none in ASCII, and none
/// at the start of a line that follows a newline (RFC 1468: a line begins and ends in ASCII).
struct Shift: Sendable, Equatable {
    private var packed: UInt32 = 0

    static let ascii = Shift()

    private init() {}

    /// Of four bytes at most, the first of them ESC.
    init(_ escape: some Sequence<UInt8>) {
        for byte in escape { packed = packed << 8 | UInt32(byte) }
        if packed == 0x1B_28_42 { packed = 0 }
    }

    /// Writes the escape sequence; returns its length.
    func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        for place in stride(from: 24, through: 0, by: -8) where packed >> place != 0 {
            buffer[count] = UInt8(truncatingIfNeeded: packed >> place)
            count += 1
        }
        return count
    }
}
