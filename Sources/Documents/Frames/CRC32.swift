/// The check sum of Ethernet, gzip and AWS event streams (ITU-T V.42), of bytes that come in pieces.
struct CRC32: Sendable, Equatable {
    private var rest: UInt32 = 0xFFFF_FFFF

    var value: UInt32 { ~rest }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { rest = Self.table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ rest >> 8 }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}
