extension Encoding {
    /// Decodes what stands in `window` from `start` on. Unless `isFinal`, the beginning of a character at the end is left out.
    func decode(
        _ window: UnsafeBufferPointer<UInt8>, from start: Int, _ shift: Shift, isFinal: Bool, to output: inout some LineOutput
    ) {
        switch self {
        case .utf8: UTF8Decoding.decode(window, from: start, isFinal: isFinal, to: &output)
        case .utf16(let order): WideDecoding.decode16(window, from: start, order ?? .little, isFinal: isFinal, to: &output)
        case .utf32(let order): WideDecoding.decode32(window, from: start, order ?? .little, isFinal: isFinal, to: &output)
        case .singleByte(let table): table.decode(window, to: &output)
        case .multiByte(let decoder): decoder.decode(window, from: shift, isFinal: isFinal, to: &output)
        }
    }

    /// The shift at `place`, where a character begins.
    func shift(at place: Int, in window: UnsafeBufferPointer<UInt8>, from shift: Shift) -> Shift {
        if case .multiByte(let decoder) = self { decoder.boundary(in: window, atMost: place, from: shift).1 } else { shift }
    }
}
