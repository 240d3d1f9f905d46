internal import Plan

/// An exchange written down as text, with the time at which each part of it came.
///
/// One JSON object a line (JSON Lines, UTF-8), in the order in which things happened. All keys are
/// optional, others are passed over; so are blank lines and lines that begin with `#`.
///
///     {"recording":1,"url":"http://example.com/","method":"GET"}
///     {"ms":1.2,"sent":"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"}
///     {"ms":31,"head":["HTTP/1.1 200 OK","Content-Type: text/plain; charset=utf-8"]}
///     {"ms":31.5,"body":"the first piece\n"}
///     {"ms":80,"body":{"base64":"//4="}}
///     {"ms":81,"trailers":["Checksum: 1"]}
///     {"ms":82,"end":"complete"}
///
/// - `recording`: the version of the format, 1; with the `url` and the `method` asked for.
/// - `ms`: when, in milliseconds since the start of the transfer, with a fraction if need be. Without it, or
///   when it goes back, at once after the line before.
/// - `sent`: a request head as sent, with its line ends.
/// - `sentBody`: the body of that request, up to 1 MiB of it; `length` is how long it is if that is more.
/// - `head`: a response head, interim ones and those of redirects too: the status line, then the fields.
/// - `body`: the next bytes of the body; not before a head.
/// - `trailers`: the fields after the body.
/// - `end`: `complete`, `stopped`, or `failed` with curl's exit status in `status` and the reason in
///   `message`. What follows it is not read; a recording without it ends as complete.
///
/// Bytes are a string if they are UTF-8, else an object whose `base64` holds them. A line may have
/// several of these keys: they are taken in the order of this list. The values of Authorization,
/// Proxy-Authorization, Cookie and Set-Cookie are written as `***`, and so is a password in a URL, all unless
/// `--record-secrets` was given.
extension Recording {
    static let version = 1

    var name: String {
        switch self {
        case .file(let path): path == "-" ? "standard input" : path
        case .text(_, let name): name
        }
    }
}

extension ReplaySpeed {
    /// How long after the start that comes which was recorded at `milliseconds`.
    func due(_ milliseconds: Double) -> Duration {
        guard case .times(let factor) = self, factor > 0, factor.isFinite else { return .zero }
        // A day: more than anyone waits for, and little enough for every conversion.
        return .microseconds(Int64(min(max(0, milliseconds / factor), 86_400_000) * 1000))
    }
}

/// A recording that cannot be read, or is none.
struct RecordingError: Error, Equatable {
    /// With the name of the recording and the line: `demo.jsonl:12: …`.
    var message: String
    /// curl's: 37 if the file cannot be opened, 26 if reading it fails.
    var exitStatus: Int32 = 26
}
