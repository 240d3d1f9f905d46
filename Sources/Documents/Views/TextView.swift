package import Bodies
internal import Bytes
internal import CMasks

extension ViewKind {
    package static let text = ViewKind(
        name: "text", summary: "the text as it came", fits: { _, _ in 1 }, formatter: { .text(TextFormatter(charset: $0)) })
}

/// A body as text: a line is what stands between two newlines, and is made in pieces of at most 16 KiB.
///
/// CR before LF belongs to the line end, as in less; anywhere else it is shown (`^M`), and at the end of a growing body it
/// waits for what comes. A byte order mark is no part of the text.
package struct TextFormatter: LineFormatter {
    /// The most bytes of a piece, a line end not counted. A character is never split, nor from what joins it.
    package static let longestPiece = 16 << 10

    private var encoding: Encoding
    private var shift = Shift.ascii

    package init(charset: Charset) {
        encoding = charset.encoding
    }

    var bytesPerStep: Int {
        if case .multiByte(let decoder) = encoding { decoder.bytesPerStep } else { 16 << 20 }
    }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let limit = TextFormatter.longestPiece
        let unit = encoding.unit
        // A line end right after the longest piece still belongs to it, so whether to cut is known two units later.
        let reach = limit + 2 * unit
        let all = input.window(atLeast: reach)
        let window = UnsafeBufferPointer(rebasing: all[..<min(all.count, reach)])
        let start = input.offset == .zero ? readByteOrderMark(window) : 0

        let newline = newline(in: window)
        if let newline, case let end = lineEnd(in: window, before: newline), end <= limit {
            decode(window, start..<end, isFinal: true, to: &output)
            input.advance(by: newline + unit)
            shift = .ascii
            return .newline
        }
        let isComplete = input.snapshot.isComplete
        if window.count == reach || newline != nil || isComplete && window.count > limit {
            let (end, shift) = boundary(in: window, atMost: limit)
            decode(window, start..<end, isFinal: true, to: &output)
            input.advance(by: end)
            self.shift = shift
            return .cut
        }
        decode(window, start..<(isComplete ? window.count : lineEnd(in: window, before: window.count)), isFinal: isComplete, to: &output)
        input.advance(by: window.count)
        return isComplete ? .atEnd : .starved
    }

    /// Passes over lines that end within the next 16 KiB, all at once: none of them can be too long.
    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        guard encoding.unit == 1 else { return 0 }
        let window = UnsafeRawBufferPointer(input.window(atLeast: TextFormatter.longestPiece))
        var block = UnsafeRawBufferPointer(rebasing: window.prefix(min(TextFormatter.longestPiece, end - input.offset)))
        guard let last = ByteSearch.lastIndex(of: newlineByte, in: block) else { return 0 }
        block = UnsafeRawBufferPointer(rebasing: block[...last])
        var count = newlineByte.count(in: block)
        if count > limit {
            count = limit
            block = UnsafeRawBufferPointer(rebasing: block[..<ByteSearch.end(of: limit, newlineByte, in: block)])
        }
        input.advance(by: block.count)
        shift = .ascii
        return count
    }

    private func decode(_ window: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isFinal: Bool, to output: inout some LineOutput) {
        if output.isFull { return }
        let bytes = UnsafeBufferPointer(rebasing: window[..<range.upperBound])
        encoding.decode(bytes, from: range.lowerBound, shift, isFinal: isFinal, to: &output)
    }

    /// Where a piece that goes on ends: no character is split, and no mark is parted from what it stands on, if there is such a
    /// place nearby.
    private func boundary(in window: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> (Int, Shift) {
        switch encoding {
        case .utf8: (UTF8Decoding.boundary(in: window, atMost: limit), shift)
        case .utf16(let order): (WideDecoding.boundary16(in: window, atMost: limit, order ?? .little), shift)
        case .utf32, .singleByte: (limit, shift)
        case .multiByte(let decoder): decoder.boundary(in: window, atMost: limit, from: shift)
        }
    }
}

// Line ends
extension TextFormatter {
    private var newlineByte: UInt8 {
        if case .singleByte(let table) = encoding { table.newline } else { 0x0A }
    }

    private func newline(in window: UnsafeBufferPointer<UInt8>) -> Int? {
        switch encoding {
        case .utf16(let order): WideDecoding.index16(of: 0x0A, in: window, order ?? .little)
        case .utf32(let order): WideDecoding.index32(of: 0x0A, in: window, order ?? .little)
        case .utf8, .singleByte, .multiByte:
            ByteSearch.firstIndex(of: newlineByte, in: UnsafeRawBufferPointer(window))
        }
    }

    /// Where the text before a newline ends: before the CR, if there is one.
    private func lineEnd(in window: UnsafeBufferPointer<UInt8>, before newline: Int) -> Int {
        let place = newline - encoding.unit
        guard place >= 0, newline % encoding.unit == 0, isReturn(window, at: place) else { return newline }
        return place
    }

    private func isReturn(_ window: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        switch encoding {
        case .utf8, .multiByte: window[place] == 0x0D
        case .singleByte(let table): window[place] == table.carriageReturn
        case .utf16(let order): WideDecoding.unit16(window, place, order ?? .little) == 0x0D
        case .utf32(let order): WideDecoding.unit32(window, place, order ?? .little) == 0x0D
        }
    }

    /// Takes the byte order from the mark at the start of the body, if it is open; returns the mark's length.
    private mutating func readByteOrderMark(_ window: UnsafeBufferPointer<UInt8>) -> Int {
        switch encoding {
        case .utf8: return window.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
        case .utf16(nil) where window.count >= 2:
            let isBig = WideDecoding.unit16(window, 0, .big) == 0xFEFF
            let isLittle = WideDecoding.unit16(window, 0, .little) == 0xFEFF
            encoding = .utf16(isBig ? .big : .little)
            return isBig || isLittle ? 2 : 0
        case .utf32(nil) where window.count >= 4:
            let isBig = WideDecoding.unit32(window, 0, .big) == 0xFEFF
            let isLittle = WideDecoding.unit32(window, 0, .little) == 0xFEFF
            encoding = .utf32(isBig ? .big : .little)
            return isBig || isLittle ? 4 : 0
        default: return 0
        }
    }
}

extension UInt8 {
    /// How often it occurs, at the speed of memory.
    fileprivate func count(in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        let blocks = bytes.count / 64
        var count = Int(curlew_count_of(base, Int64(blocks), self))
        for index in blocks * 64..<bytes.count where base[index] == self { count += 1 }
        return count
    }
}
