internal import Bytes
internal import Screen

/// UTF-8 as it is shown: by characters, and each byte that is none of one by itself.
package enum UTF8Decoding {
    /// The byte order mark, which tells no order here: at the start of a body it says that this is UTF-8.
    package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Decodes what stands from `start` on, in that role. Unless `isFinal`, the beginning of a character at the end is left out.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, _ role: Role = .text, isFinal: Bool,
        to output: inout some LineOutput
    ) {
        var index = start
        while index < bytes.count && !output.isFull {
            let run = ByteSearch.printableCount(in: UnsafeRawBufferPointer(bytes), from: index)
            if run > 0 {
                output.append(ascii: UnsafeBufferPointer(rebasing: bytes[index..<index + run]), role, source: index)
                index += run
                continue
            }
            if bytes[index] < 0x80 {
                output.append(Unicode.Scalar(bytes[index]), role, source: index, length: 1)
                index += 1
                continue
            }
            var wrong = 0
            switch UTF8Scan.next(in: bytes, at: index) {
            case .scalar(let scalar, let length):
                output.append(scalar, role, source: index, length: length)
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

    /// How far back a place is looked for that parts nothing, in bytes.
    private static let reach = 256

    /// The last place at or before `limit`, which is within `bytes`, that parts nothing; without one nearby, where no character
    /// is split.
    static func boundary(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> Int {
        let nearest = UTF8Scan.boundary(in: bytes, atMost: limit)
        var place = nearest
        while place > 0, place > limit - reach {
            let before = start(ofCharacterBefore: place, in: bytes)
            if case .scalar(let after, _) = UTF8Scan.next(in: bytes, at: place),
                VisibleText.canCut(between: scalar(bytes, before, to: place), and: after)
            {
                return place
            }
            place = before
        }
        return nearest
    }

    /// The character that ends at `end`; nil if it does not.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, to end: Int) -> Unicode.Scalar? {
        guard case .scalar(let scalar, let length) = UTF8Scan.next(in: bytes, at: start), start + length == end else { return nil }
        return scalar
    }

    private static func start(ofCharacterBefore place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = place - 1
        while start > 0, start > place - 4, UTF8Scan.isContinuation(bytes[start]) { start -= 1 }
        return start
    }
}
