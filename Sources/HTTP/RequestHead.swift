/// The head of a request as it was sent.
package struct RequestHead: Sendable, Equatable {
    /// Without its line end.
    package let requestLine: [UInt8]
    package let fields: HeaderFields

    /// `head` with its line ends, CRLF or LF, and the empty line after it.
    package init(_ head: [UInt8]) {
        var lines = head.split(separator: 0x0A).map { Array($0.last == 0x0D ? $0.dropLast() : $0) }.filter { !$0.isEmpty }
        requestLine = lines.isEmpty ? [] : lines.removeFirst()
        fields = HeaderFields(lines.map(HeaderField.init(line:)))
    }

    package var contentType: MediaType? { fields["content-type"].map(MediaType.init) }
}
