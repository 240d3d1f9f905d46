internal import Bytes
internal import Screen

/// UTF-8 as it is shown: by characters, and each byte that is none of one by itself.
enum UTF8Decoding {
    /// Unless `isFinal`, the beginning of a character at the end is left out.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, to output: inout some LineOutput) {
        var index = 0
        while index < bytes.count && !output.isFull {
            if bytes[index] < 0x80 {
                output.append(Unicode.Scalar(bytes[index]), .text, source: index, length: 1)
                index += 1
                continue
            }
            var wrong = 0
            switch UTF8Scan.next(in: bytes, at: index) {
            case .scalar(let scalar, let length):
                output.append(scalar, .text, source: index, length: length)
                index += length
            case .invalid(let length): wrong = length
            case .incomplete:
                if !isFinal { return }
                wrong = bytes.count - index
            }
            for _ in 0..<wrong {
                output.append(invalid: bytes[index], source: index)
                index += 1
            }
        }
    }
}
