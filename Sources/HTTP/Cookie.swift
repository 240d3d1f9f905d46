internal import Bytes

/// A cookie as it was sent or set, for display: nothing is decoded, and nothing judged (RFC 6265, 4.1 and 4.2).
package struct Cookie: Sendable, Equatable {
    package var name: [UInt8]
    package var value: [UInt8]
    /// `Path=/`, `HttpOnly` …, as sent, in order; none of a cookie that was sent.
    package var attributes: [[UInt8]]

    private init(_ pair: some Sequence<UInt8>, attributes: [[UInt8]] = []) {
        let pair = Array(pair)
        let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        // Without a name all of it is the value, as browsers have it.
        name = parts.count > 1 ? Array(parts[0].trimmed()) : []
        value = Array((parts.last ?? []).trimmed())
        self.attributes = attributes
    }

    /// What a Set-Cookie field sets; `nil` of any other field.
    package init?(setBy field: HeaderField) {
        guard field.name.equalsIgnoringCase("set-cookie") else { return nil }
        let parts = field.value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        self.init(parts.first ?? [], attributes: parts.dropFirst().map { Array($0.trimmed()) }.filter { !$0.isEmpty })
    }

    /// The cookies of a request head, in order.
    package static func sent(in head: RequestHead) -> [Cookie] {
        head.fields.unfolded.filter { $0.name.equalsIgnoringCase("cookie") }
            .flatMap { $0.value.split(separator: UInt8(ascii: ";")).map { Cookie($0.trimmed()) } }
    }
}
