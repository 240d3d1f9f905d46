internal import Bodies
internal import Dispatch
internal import Glibc
internal import HTTPModel
internal import Synchronization
internal import Transfer

/// Standard output is no terminal: the body streams through unchanged, as with `curl -N`.
package struct PlainMode {
    private var session: Session

    package init(session: Session) {
        self.session = session.resumed()
        self.session.request.refusesErrorBody = session.failsOnHTTPError
    }

    /// Returns curl's exit status; says on standard error what failed.
    package func run() -> Int32 {
        // A reader that has gone is a failed write, not a signal.
        signal(SIGPIPE, SIG_IGN)
        let sink: any BodySink = switch session.outputPath {
        case nil, "-"?: FileSink(descriptor: STDOUT_FILENO)
        case let path?: FileSink(path: path, appends: session.appendsOutput)
        }
        let ended = DispatchSemaphore(value: 0)
        let exchange = Mutex(Exchange(request: session.request))
        let onEvent: @Sendable (TransferEvent) -> Void = { event in
            exchange.withLock { $0.apply(event) }
            switch event {
            case .head(let head): session.include(head, in: sink)
            case .finished: ended.signal()
            default: break
            }
        }
        do {
            try session.transfer(to: sink, onEvent: onEvent).start()
            ended.wait()
        } catch {
            let failure = Session.failure(error)
            exchange.withLock { $0.apply(.finished(.failed(failure), TransferReport())) }
        }
        session.printCookies()
        let last = exchange.withLock { $0 }
        if case .failed(let failure)? = last.outcome, session.showsErrors, !isClosedPipe(failure) {
            StandardError.write("curlew: (\(failure.exitStatus)) \(failure.message)\n")
        }
        return session.exitStatus(last.outcome, status: last.finalHead?.status)
    }

    private func isClosedPipe(_ failure: TransferFailure) -> Bool {
        guard failure.exitStatus == 23 else { return false }
        var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
    }
}
