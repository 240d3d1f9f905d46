/// Hears all that libcurl says of a transfer while it happens: `-v`, `--trace`.
package protocol TransferTrace: Sendable {
    /// On the transfer's thread; what it does here holds the transfer up.
    func note(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer)
}

/// What a note is of, as libcurl tells them apart.
package enum TraceKind: Sendable {
    /// libcurl's own words.
    case text
    case headerReceived, headerSent, dataReceived, dataSent, tlsReceived, tlsSent
}
