internal import Screen

/// A charset of one byte a character.
final class SingleByteTable: Sendable {
    /// By byte; nil if the charset has no such character.
    private let scalars: [Unicode.Scalar?]
    let newline: UInt8
    let carriageReturn: UInt8?

    /// nil if the C library does not know the charset, it has characters of several bytes, or it has no newline.
    init?(_ name: String) {
        guard let scalars = Iconv(name)?.withConverter(SingleByteTable.scalars) ?? nil,
            let newline = scalars.firstIndex(of: "\n")
        else { return nil }
        self.scalars = scalars
        self.newline = UInt8(newline)
        carriageReturn = scalars.firstIndex(of: "\r").map { UInt8($0) }
    }

    func decode(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout some LineOutput) {
        for (index, byte) in bytes.enumerated() {
            if output.isFull { return }
            if let scalar = scalars[Int(byte)] {
                output.append(scalar, .text, source: index, length: 1)
            } else {
                output.append(invalid: byte, source: index)
            }
        }
    }

    private static func scalars(_ converter: inout Iconv.Converter) -> [Unicode.Scalar?]? {
        var scalars: [Unicode.Scalar?] = []
        for byte in UInt8.min...UInt8.max {
            switch converter.character(CollectionOfOne(byte)) {
            case .character(let scalar, nil, _): scalars.append(scalar)
            case .invalid: scalars.append(nil)
            case .character, .incomplete: return nil
            }
        }
        return scalars
    }
}
