/// Hears all that libcurl says of a transfer while it happens: `-v`, `--trace`.
package protocol TransferTrace: Sendable {
    /// In the order of the transfer's events and the writes of its body, like them one at a time. What it throws ends the transfer,
    /// as with a `BodySink`.
    func note(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer) throws
}

/// What a note is of, as libcurl tells them apart.
package enum TraceKind: Sendable {
    /// libcurl's own words.
    case text
    case headerReceived, headerSent, dataReceived, dataSent, tlsReceived, tlsSent
}
