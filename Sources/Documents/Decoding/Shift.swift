/// The escape sequence in force at a place in an ISO-2022 text, of four bytes at most; none in ASCII, and none
/// at the start of a line that follows a newline (RFC 1468: a line begins and ends in ASCII).
struct Shift: Sendable, Equatable {
    private var packed: UInt32 = 0

    static let ascii = Shift()

    private init() {}

    /// Of four bytes at most, none of them NUL.
    init(_ escape: some Sequence<UInt8>) {
        for byte in escape { packed = packed << 8 | UInt32(byte) }
        if packed == 0x1B_28_42 { packed = 0 }
    }

    var bytes: [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: packed >> $0) }.filter { $0 != 0 }
    }
}
