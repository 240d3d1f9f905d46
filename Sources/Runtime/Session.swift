internal import App
internal import Bodies
package import HTTPModel
package import Transfer

/// What one run of the program is to do, whichever way it shows it.
package struct Session: Sendable {
    package var request: Request
    /// `-i`, `-I`: heads come in front of the body, as received.
    package var includesHead = false
    /// `-f`: a status of 400 or more is exit status 22; the viewer shows its body all the same.
    package var failsOnHTTPError = false
    /// Failures are said on standard error.
    package var showsErrors = true
    /// `-o`: the file that gets the body beside the screen, or instead of standard output.
    package var outputPath: String?
    /// The server, or a recording that is played.
    package var source = ResponseSource.network
    /// `--record`: the file that gets the exchange with its times; `nil` for none.
    package var recordPath: String?
    /// `--record-secrets`: passwords, tokens and cookies stand in it too.
    package var recordsSecrets = false
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
        PlannedExchange(request: request, command: command, commandWithSecrets: commandWithSecrets)
    }

    /// Where the body goes when it is looked at: into `store`, and into the `-o` file too.
    func sink(over store: BodyStore) throws -> any BodySink {
        guard let outputPath, outputPath != "-" else { return store }
        // The store first: what came is looked at even where the file cannot have it.
        return TeeSink(first: store, second: FileSink(path: outputPath, appends: appendsOutput))
    }

    /// Throws a `BodyWriteFailure` where the recording cannot be made, and a `TransferFailure`.
    func transfer(to sink: any BodySink, onEvent: @escaping @Sendable (TransferEvent) -> Void) throws -> Transfer {
        if wasFetched && request.upload == .standardInput {
            throw TransferFailure(exitStatus: 26, message: "standard input was uploaded already, and cannot be read again")
        }
        let recorder = try recordPath.map { try RecordingWriter(path: $0, keepsSecrets: recordsSecrets) }
        return Transfer(
            request: request, source: source, share: share, recorder: recorder, sink: sink,
            onEvent: try keeping(onEvent))
    }

    /// Puts a head in front of its body where that is asked for.
    func include(_ head: ResponseHead, in sink: any BodySink) {
        guard includesHead else { return }
        let lines = [head.statusLine] + head.fields.fields.map(\.line) + [[]]
        let bytes = [UInt8](lines.map { $0 + [0x0D, 0x0A] }.joined())
        // A sink that fails here fails at the body too, and there the transfer says so.
        bytes.withUnsafeBytes { try? sink.write($0) }
    }

    /// The exit status of a transfer that has ended: curl's.
    func exitStatus(_ outcome: Outcome?, status: Int?) -> Int32 {
        switch outcome {
        case .failed(let failure)?: failure.exitStatus
        case .complete? where failsOnHTTPError && (status ?? 0) >= 400: 22
        default: 0
        }
    }
}
