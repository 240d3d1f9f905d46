package import Plan

/// What a command line asks for.
package enum Action: Sendable {
    /// At least one exchange.
    case view(Invocations)
    /// Text for standard output; exit status 0.
    case help(String)
    /// Text for standard output; exit status 0.
    case version(String)
}

/// Where the answer comes from.
package enum Source: Sendable, Equatable {
    case network
    /// `--replay`: a recording on disk; `-` is standard input.
    case replay(path: String)
    /// `--demo`: a recording shipped with curlew, `nil` where none was named.
    case demo(name: String?)
}

/// `--speed`: how fast a recording plays.
package enum ReplaySpeed: Sendable, Equatable {
    /// 1 is the speed it was recorded at, 2 twice that; above zero and finite.
    case times(Double)
    /// Without any wait.
    case unlimited
}

/// A command line's meaning, validated.
package struct Invocation: Sendable {
    /// What to send. Its URL is empty where `source` is a recording, which holds its own request.
    package var request: Request
    package var source = Source.network
    package var speed = ReplaySpeed.times(1)
    /// Where the answer goes.
    package var output = OutputSettings()
    /// `-i` or `-I`: the head comes in front of the body.
    package var includesHead = false
    /// What an HTTP status of 400 or more is.
    package var errorStatus = ErrorStatus.isAnAnswer
    /// `-s`: no notes.
    package var isSilent = false
    /// `-S`, or no `-s`: a failed transfer says why on standard error.
    package var showsErrors = true
    /// `--record`: the file that gets the exchange.
    package var recordPath: String?
    /// `--record-secrets`: passwords and cookies stand in it too.
    package var recordsSecrets = false
    /// `-C -`: `request.resumeFrom` is to become the length of the file at `output.path`.
    package var resumesOutput = false
    /// `--etag-save`: the file that gets the answer's ETag; `-` is standard output.
    package var entityTagPath: String?
    /// `-u name` without a colon: the password is to be asked for on the terminal, and
    /// `request.credentials` to become `name:password`, before anything is sent.
    package var needsPassword = false
    /// The same of `-U` and `request.proxy.credentials`.
    package var needsProxyPassword = false

    package init(request: Request) {
        self.request = request
    }
}
