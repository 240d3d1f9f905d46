internal import HTTP

/// How much a server may say beside the body. What goes beyond ends the transfer: it would go on for ever.
///
/// Heads that are one answer's end by libcurl's own bound (300 KiB), with the same number.
struct HeadBounds {
    static let mostInterimHeads = 1000
    static let mostTrailerBytes = 1 << 20

    private var interimHeads = 0
    private var trailerBytes = 0

    /// A request went out, and what counts is its answer.
    mutating func begin() {
        self = HeadBounds()
    }

    /// Throws once there are too many.
    mutating func takeInterimHead() throws(TransferFailure) {
        interimHeads += 1
        guard interimHeads > HeadBounds.mostInterimHeads else { return }
        throw HeadBounds.failure("more than \(HeadBounds.mostInterimHeads) interim answers (1xx) to one request")
    }

    /// `count`: of a line of the trailers. Throws once there are too many bytes of them.
    mutating func takeTrailer(_ count: Int) throws(TransferFailure) {
        trailerBytes += count
        guard trailerBytes > HeadBounds.mostTrailerBytes else { return }
        throw HeadBounds.failure("more than 1 MiB of trailers after the body")
    }

    private static func failure(_ message: String) -> TransferFailure {
        TransferFailure(exitStatus: 56, message: message)
    }
}
