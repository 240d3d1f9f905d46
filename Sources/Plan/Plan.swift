package import HTTP

/// One exchange as it was asked for: what to send, who answers, and what becomes of the answer.
package struct Plan: Sendable {
    /// What to send. If `source` is a recording, which holds its own request, its URL is the recording's name.
    package var request: Request
    package var source = Source.network
    /// Where the answer goes.
    package var output = Output()
    /// `-i` or `-I`: the head comes in front of the body.
    package var includesHead = false
    /// What an HTTP status of 400 or more is.
    package var errorStatus = ErrorStatus.isAnAnswer
    package var retry = RetryPolicy()
    /// `-s`: no notes.
    package var isSilent = false
    /// `-S`, or no `-s`: a failed transfer says why on standard error.
    package var showsErrors = true
    /// `--record`.
    package var recording: RecordingSettings?
    /// `-C -`: `request.resumeFrom` is to become the length of the file at `output.path`.
    package var resumesOutput = false
    /// `--etag-save`: the file that gets the answer's ETag; `-` is standard output.
    package var entityTagPath: String?
    /// `-u name` without a colon: the password is to be asked for on the terminal, and
    /// `request.credentials` to become `name:password`, before anything is sent.
    package var needsPassword = false
    /// The same of `-U` and `request.proxy.credentials`.
    package var needsProxyPassword = false

    /// Why it cannot be carried out, if that was found out when the command line was read.
    package var refusal: TransferFailure?

    package init(request: Request) {
        self.request = request
    }

    /// A body of `-d` and a beginning that is here already (`-C`) exclude each other, since curl 8.
    package static let resumedPost = "cannot mix --continue-at and --data"

    /// Bytes of the output file that stay (`-C`): the body goes after them. 0 begins the file anew.
    package var keptBytes: Int {
        request.upload == nil ? max(0, request.resumeFrom ?? 0) : 0
    }

    /// How an exchange that ended with `outcome` did so for those who wait for its exit status: with `-f` and
    /// `--fail-with-body` an answer may be a failure.
    package func verdict(_ outcome: Outcome, of exchange: Exchange) -> Outcome {
        let figures = exchange.report.figures
        // A recording has heads and no figures.
        let status = figures.status > 0 ? figures.status : exchange.finalHead?.status ?? 0
        let fails =
            switch errorStatus {
            case .isAnAnswer: false
            // If nobody looks at an error's body, libcurl has judged already.
            // It judges a head that is whole.
            case .failsWithoutBody:
                outcome == .complete && !(request.refusesErrorBody && source == .network) && !hasAll(exchange)
                    && exchange.finalHead?.isCut != true
            case .failsWithBody: outcome == .complete
            }
        guard fails && status >= 400 else { return outcome }
        return .failed(TransferFailure(exitStatus: 22, message: "The requested URL returned error: \(status)"))
    }

    /// There was nothing left to resume: to libcurl a status of 416 is no error then (http_should_fail in its http.c).
    /// A Content-Range without a number, `*/5`, has made it forget by then that it was to resume.
    private func hasAll(_ exchange: Exchange) -> Bool {
        guard let resumed = request.resumeFrom, resumed > 0, let head = exchange.finalHead, head.status == 416, request.isGET
        else { return false }
        guard let range = head.fields["content-range"] else { return true }
        return range.utf8.first { $0 == UInt8(ascii: "*") || (0x30...0x39).contains($0) }.map { $0 != UInt8(ascii: "*") } ?? false
    }
}

/// `--record`: the file that gets the exchange with its times.
package struct RecordingSettings: Sendable, Equatable {
    package var path: String
    /// `--record-secrets`: passwords and cookies stand in it too.
    package var keepsSecrets: Bool

    package init(path: String, keepsSecrets: Bool = false) {
        self.path = path
        self.keepsSecrets = keepsSecrets
    }
}

/// Where the answer comes from.
package enum Source: Sendable, Equatable {
    /// The server.
    case network
    /// `--replay`, `--demo`: an exchange that was written down; what the request asks for does not matter then.
    case recording(Recording, ReplaySpeed)
    /// `-`: there is no exchange, the body is what comes by standard input.
    case standardInput
    /// `--skip-existing`: nothing is asked for, the body is what that file holds.
    case file(path: String)
}

/// An exchange written down as text. The format is described beside its reader, in Transfer.
package enum Recording: Sendable, Equatable {
    /// `-` is standard input.
    case file(path: String)
    /// The text of a recording; `name` stands for its path in messages.
    case text([UInt8], name: String)
}

/// `--speed`: how fast a recording plays.
package enum ReplaySpeed: Sendable, Equatable {
    /// 1 is the speed it was recorded at, 2 twice that; above zero and finite.
    case times(Double)
    /// Without any wait.
    case unlimited
}
