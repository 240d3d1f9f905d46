internal import HTTP

/// Makes heads and trailers of the header lines that libcurl hands over one at a time.
///
/// A trailer field may look like a status line, so that the words alone cannot tell them apart; what can is
/// that a head follows only a request or an interim head.
struct HeadAssembler {
    private var head: ResponseHead?
    /// What came after the body of the last head.
    private(set) var trailers = HeaderFields()
    private var expectsHead = true
    private var trailerBytes = 0
    /// The head's lines as they came, and whether one of them ends otherwise than in CRLF.
    private var received: [UInt8] = []
    private var hasOddLineEnd = false

    /// libcurl bounds heads (300 KiB in all); it does not bound trailers.
    static let maximumTrailerBytes = 1 << 20

    /// A request went out: the next line begins a head.
    mutating func requestSent() {
        head = nil
        expectsHead = true
        trailers = HeaderFields()
    }

    /// The head that the connection's end has cut off, as far as it came.
    mutating func takeCutHead() -> ResponseHead? {
        guard var cut = head else { return nil }
        head = nil
        cut.oddBytes = received
        return cut
    }

    /// Takes a line with its line end; gives the head that it completes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) -> ResponseHead? {
        var line = bytes[...]
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        if expectsHead {
            if head == nil {
                received = []
                hasOddLineEnd = false
            }
            received.append(contentsOf: bytes)
            hasOddLineEnd = hasOddLineEnd || bytes.count != line.count + 2
        }
        if expectsHead, head == nil {
            head = ResponseHead(statusLine: Array(line))
        } else if head != nil {
            if !line.isEmpty {
                // In place: a copy of the head here would make every field a copy of all before it.
                head?.fields.fields.append(HeaderField(line: Array(line)))
            } else if var complete = head {
                head = nil
                if hasOddLineEnd { complete.oddBytes = received }
                expectsHead = complete.isInterim || complete.status == 101
                return complete
            }
        } else if !line.isEmpty, trailerBytes < HeadAssembler.maximumTrailerBytes {
            trailerBytes += line.count
            trailers.fields.append(HeaderField(line: Array(line)))
        }
        return nil
    }
}
