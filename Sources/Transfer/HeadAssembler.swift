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
    private var bounds = HeadBounds()
    /// The head's lines as they came, and whether one of them ends otherwise than in CRLF.
    private var received: [UInt8] = []
    private var hasOddLineEnd = false

    /// A request went out: the next line begins a head.
    mutating func requestSent() {
        head = nil
        expectsHead = true
        trailers = HeaderFields()
        bounds.begin()
    }

    /// The head so far, because its end was not seen and the body or the end of all has come.
    mutating func finishHead() -> ResponseHead? {
        guard var unfinished = head else { return nil }
        head = nil
        expectsHead = unfinished.isInterim
        unfinished.oddBytes = received
        return unfinished
    }

    /// Takes a line with its line end; gives the head that it completes. Throws when it goes beyond the bounds.
    mutating func add(_ bytes: UnsafeRawBufferPointer) throws(TransferFailure) -> ResponseHead? {
        var line = bytes[...]
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        // To libcurl a line that begins with CR is an empty one, whatever comes before its LF.
        let isEnd = line.isEmpty || line.first == 0x0D
        if expectsHead {
            if head == nil {
                received = []
                hasOddLineEnd = false
            }
            received.append(contentsOf: bytes)
            hasOddLineEnd = hasOddLineEnd || bytes.count != line.count + 2 || isEnd && !line.isEmpty
        }
        if expectsHead, head == nil {
            head = ResponseHead(statusLine: Array(line))
        } else if head != nil {
            if !isEnd {
                // In place: a copy of the head here would make every field a copy of all before it.
                head?.fields.fields.append(HeaderField(line: Array(line)))
            } else if var complete = head {
                head = nil
                if hasOddLineEnd { complete.oddBytes = received }
                expectsHead = complete.isInterim || complete.status == 101
                if complete.isInterim { try bounds.takeInterimHead() }
                return complete
            }
        } else if !isEnd {
            try bounds.takeTrailer(bytes.count)
            trailers.fields.append(HeaderField(line: Array(line)))
        }
        return nil
    }
}
