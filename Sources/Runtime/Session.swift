internal import App
internal import Bodies
internal import HTTP
package import Plan
package import Transfer

/// What one run of the program is to do, whichever way it shows it.
package struct Session: Sendable {
    package var request: Request
    /// `-i`, `-I`: heads come in front of the body, as received.
    package var includesHead = false
    /// `-f`, `--fail-with-body`.
    package var errorStatus = ErrorStatus.isAnAnswer
    /// Failures are said on standard error.
    package var showsErrors = true
    /// `-s`: no notes besides.
    package var isSilent = false
    /// Where the body goes beside the screen or instead of standard output, and what else is written.
    package var output = OutputSettings()
    /// The server, or a recording that is played.
    package var source = ResponseSource.network
    /// `--record`: the file that gets the exchange with its times; `nil` for none.
    package var recordPath: String?
    /// `--record-secrets`: passwords, tokens and cookies stand in it too.
    package var recordsSecrets = false
    /// `-v`, `--trace`.
    package var trace: (any TransferTrace)?
    /// What the exchanges of one command line have in common: cookies, where their requests say so.
    package var share = TransferShare()
    /// `--etag-save`: the file that gets the answer's ETag; `-` is standard output.
    package var entityTagPath: String?
    /// It has gone out once: what came from standard input is not to be had a second time.
    var wasFetched = false
    /// `-C -`: `request.resumeFrom` is where the output file ends; see `resumed()`.
    package var resumesOutput = false

    /// Where the body is kept while it is looked at; `nil` is `$TMPDIR`, else /var/tmp.
    package var spoolDirectory: String?
    /// The `curl` command that sends the same, without and with its secrets.
    package var command = "", commandWithSecrets = ""

    package init(request: Request) {
        self.request = request
    }

    var plan: PlannedExchange {
        PlannedExchange(
            request: request, command: command, commandWithSecrets: commandWithSecrets,
            failsOnErrorStatus: errorStatus != .isAnAnswer)
    }

    /// Throws a `BodyWriteFailure` where the recording cannot be made, and a `TransferFailure`.
    func transfer(to sink: any BodySink, onEvent: @escaping @Sendable (TransferEvent) -> Void) throws -> Transfer {
        if wasFetched && request.upload == .standardInput {
            throw TransferFailure(exitStatus: 26, message: "standard input was uploaded already, and cannot be read again")
        }
        let recorder = try recordPath.map { try RecordingWriter(path: $0, keepsSecrets: recordsSecrets) }
        return Transfer(
            request: request, source: source, share: share, recorder: recorder, trace: trace, sink: sink,
            onEvent: try keeping(onEvent))
    }

    /// How an exchange has ended for the one who waits for its exit status: with `-f` and its kin, an answer may be a failure.
    func verdict(_ outcome: Outcome, status: Int) -> Outcome {
        let fails =
            switch errorStatus {
            case .isAnAnswer: false
            case .failsWithoutBody: outcome == .complete
            case .failsWithBody: outcome != .stopped
            }
        guard fails && status >= 400 else { return outcome }
        return .failed(TransferFailure(exitStatus: 22, message: "The requested URL returned error: \(status)"))
    }
}

extension Outcome {
    /// curl's exit status.
    var exitStatus: Int32 {
        if case .failed(let failure) = self { failure.exitStatus } else { 0 }
    }
}
