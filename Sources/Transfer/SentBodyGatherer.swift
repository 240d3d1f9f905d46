internal import HTTP

/// Keeps what libcurl says that it sends of a request's body.
struct SentBodyGatherer {
    private enum Place: Equatable {
        /// In the line that says how long a chunk is, so far.
        case size(Int)
        /// So many bytes of a chunk and its line end are to come.
        case chunk(Int)
    }

    private var bytes: [UInt8] = []
    private var length = 0
    /// `nil` if the body goes out as it is.
    private var place: Place?
    private var isReported = false

    /// A new request; libcurl shows the frames of a chunked body (RFC 9112 section 7.1) together with what is in them.
    mutating func begin(_ head: [UInt8]) {
        self = SentBodyGatherer()
        let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
        let isChunked = lines.contains { $0.hasPrefix("transfer-encoding:") && $0.hasSuffix("chunked") }
        if isChunked, lines.first?.hasSuffix("http/1.1") == true { place = .size(0) }
    }

    mutating func add(_ sent: UnsafeRawBufferPointer) {
        guard place != nil else { return keep(sent) }
        var rest = sent
        while let byte = rest.first, let now = place {
            switch now {
            case .chunk(let left):
                // The line end is no part of it.
                let count = min(rest.count, left)
                keep(UnsafeRawBufferPointer(rebasing: rest.prefix(min(count, max(0, left - 2)))))
                place = left == count ? .size(0) : .chunk(left - count)
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            case .size(let size):
                if byte == 0x0A { place = .chunk(size + 2) }
                if let digit = Character(Unicode.Scalar(byte)).hexDigitValue { place = .size(size << 4 | digit) }
                rest = UnsafeRawBufferPointer(rebasing: rest[1...])
            }
        }
    }

    private mutating func keep(_ sent: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: sent.prefix(max(0, SentBody.mostKept - bytes.count)))
        length += sent.count
    }

    /// Once for a request, and only if it has a body.
    mutating func take() -> SentBody? {
        guard !isReported, length > 0 else { return nil }
        isReported = true
        return SentBody(bytes: bytes, length: length)
    }
}
