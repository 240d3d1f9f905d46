internal import Bodies
internal import Bytes
internal import CCurl
internal import Dispatch
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// One transfer on a libcurl multi handle, run by one thread from beginning to end.
///
/// All that C calls back for an answer is in this file; an upload is read by `UploadReader`. It sleeps in
/// `curl_multi_poll` until the socket or libcurl's own timers have something, or `Assignment.cancel()` wakes it.
final class CurlLoop {
    private let assignment: Assignment
    private let receiver: ExchangeProtocol
    private var gatherer = PieceGatherer()
    private var assembler = HeadAssembler()
    private var requestHead: [UInt8] = []
    private var sentBody = SentBodyGatherer()
    /// Complete, and not yet reported: libcurl knows length and time only when it has returned from the last line.
    private var heads: [ResponseHead] = []
    private var easy: UnsafeMutableRawPointer?
    private var connections: Connections?
    private var hasEnded = false
    private var tlsVersion: String?
    private var isHandshakeNew = false
    private var observed = CurlFigures.Observed()
    private var connectionsMade = 0
    private let clock = ContinuousClock()
    private var start = ContinuousClock().now
    private var upload: BodySource?
    private var sockets: SocketSettings?
    private let refusedChain = RefusedChain()
    private var lookUp: LookUp?
    /// What ends the transfer otherwise than libcurl would have it.
    private var failure: TransferFailure?
    private var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))

    init(assignment: Assignment, receiver: ExchangeProtocol) {
        self.assignment = assignment
        self.receiver = receiver
    }

    func run() {
        CurlLibrary.start()
        blockSIGPIPE()
        let pool = assignment.share?.connections
        let asked = clock.now
        guard let connections = pool.map({ $0.take(for: assignment) }) ?? Connections(), let easy = curl_easy_init() else {
            let outOfMemory = TransferFailure(exitStatus: 27, message: "Out of memory")
            return receiver.end(assignment.isCancelled ? .stopped : .failed(outOfMemory))
        }
        observed.queued = clock.now - asked
        let multi = connections.multi
        self.easy = easy
        self.connections = connections
        observed.transferNumber = pool?.countTransfer() ?? 0
        var options = CurlOptions(handle: easy)
        // All that another thread does with the handle; after `setWake(nil)` not even that.
        let wake: @Sendable () -> Void = { [multi = Wakeable(multi: multi), sockets = connections.sockets] in
            curl_multi_wakeup(multi.multi)
            sockets.shutDown()
        }
        assignment.setWake(wake)
        let overdue = endWhenOverdue()
        lookUp = LookUp(assignment, wake: wake)
        let outcome = transfer(multi, easy, &options)
        assignment.setWake(nil)
        overdue?.cancel()
        if gatherer.count > 0 { receiver.deliver(gatherer.take()) }
        reportSentBody()
        if var cut = assembler.finishHead() {
            cut.isCut = true
            receiver.report(.head(cut))
        }
        if !assembler.trailers.fields.isEmpty { receiver.report(.trailers(assembler.trailers)) }
        update(isFinal: true)
        self.easy = nil
        hasEnded = true
        // What has come to its end leaves its connection to the next, which may begin as soon as the end is said. Any other
        // is closed, which may take its time (a name look-up that does not return): the user's answer does not, unless
        // that is when libcurl writes files; then the look-up is given up.
        let writesFiles = !assignment.request.serverMemory.isEmpty
        let isSlow = outcome == .stopped || lookUp?.isRunning == true
        if !isSlow || writesFiles { leave(connections, easy) }
        if writesFiles { curl_easy_cleanup(easy) }
        receiver.end(outcome)
        if isSlow && !writesFiles {
            curlew_setopt_long(easy, CURLOPT_QUICK_EXIT, 0)
            leave(connections, easy)
        }
        if !writesFiles { curl_easy_cleanup(easy) }
        lookUp?.end()
        options.free()
        gatherer.close()
    }

    private func leave(_ connections: Connections, _ easy: UnsafeMutableRawPointer) {
        curl_multi_remove_handle(connections.multi, easy)
        self.connections = nil
        assignment.share?.connections.leave(connections)
    }

    private func transfer(
        _ multi: UnsafeMutableRawPointer, _ easy: UnsafeMutableRawPointer, _ options: inout CurlOptions
    ) -> Outcome {
        return errorText.withUnsafeMutableBufferPointer { text in
            curlew_setopt_pointer(easy, CURLOPT_ERRORBUFFER, text.baseAddress)
            do {
                assignment.share?.join(easy)
                try options.set(assignment.request)
                let usesSeveralPaths = assignment.request.connection.usesSeveralPaths
                connections?.sockets.attach(to: easy, usesSeveralPaths: usesSeveralPaths)
                if assignment.request.verifiesPeer { refusedChain.attach(to: easy) }
                upload = try assignment.request.bodySource()
                try upload?.attach(to: easy)
                sockets = SocketSettings(assignment.request.connection)
                sockets?.attach(to: easy) { [unowned self] text in
                    text.withUnsafeBytes { self.trace(.text, $0) }
                }
            } catch let failure as TransferFailure {
                return .failed(failure)
            } catch {
                return failure((error as? OptionRefusal)?.code ?? CURLE_FAILED_INIT, text.baseAddress)
            }
            let context = Unmanaged.passUnretained(self).toOpaque()
            curlew_set_write_callback(easy, receiveBody, context)
            curlew_set_header_callback(easy, receiveHeader, context)
            curlew_set_debug_callback(easy, receiveNote, context)
            curlew_setopt_long(easy, CURLOPT_VERBOSE, 1)
            lookUp?.attach(to: easy)
            start = clock.now
            curl_multi_add_handle(multi, easy)
            let code = loop(multi)
            curlew_setopt_pointer(easy, CURLOPT_ERRORBUFFER, nil)
            guard let code else { return .stopped }
            if assignment.isOverdue { return .failed(timedOut()) }
            if let failure = failure ?? lookUp?.failure ?? upload?.failure { return .failed(failure) }
            return code == CURLE_OK ? .complete : failure(code, text.baseAddress)
        }
    }

    /// How long after its time limit a transfer is still left to libcurl, which ends it as soon as it gets to it.
    private static let patience = DispatchTimeInterval.milliseconds(500)

    /// Ends the transfer after its time limit where libcurl does not.
    private func endWhenOverdue() -> DispatchWorkItem? {
        guard let limit = assignment.request.maximumTime, limit > 0 else { return nil }
        let end = DispatchWorkItem { [assignment] in assignment.endAsOverdue() }
        DispatchQueue(label: "curlew.limit").asyncAfter(deadline: .now() + .milliseconds(limit) + CurlLoop.patience, execute: end)
        return end
    }

    /// In libcurl's words.
    private func timedOut() -> TransferFailure {
        update(isFinal: false)
        let time = Int((clock.now - start) / .milliseconds(1))
        let received = assignment.meter.report.counts.wireBytes
        return TransferFailure(exitStatus: 28, message: "Operation timed out after \(time) milliseconds with \(received) bytes received")
    }

    /// Written and indexed in less time than another thread takes to wake up.
    private static let fewBytes = 64 << 10

    /// Runs until libcurl is done; `nil` if the transfer was cancelled.
    private func loop(_ multi: UnsafeMutableRawPointer) -> CURLcode? {
        var rounds = 0
        while true {
            if assignment.isCancelled { return nil }
            if let timeout = lookUp?.timeout {
                failure = timeout
                return CURLE_OPERATION_TIMEDOUT
            }
            let gathered = gatherer.count
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            reportHeads()
            var left: Int32 = 0
            if running == 0 {
                while let message = curl_multi_info_read(multi, &left) {
                    guard message.pointee.msg == CURLMSG_DONE else { continue }
                    let code = message.pointee.data.result
                    return code != CURLE_OK && assignment.isCancelled ? nil : code
                }
                return CURLE_FAILED_INIT
            }
            // More may lie in the socket: when it is dry, what was gathered goes on at once. A stream of small
            // pieces that never quite dries up goes on after so many rounds of a few microseconds each.
            rounds += 1
            if gatherer.count > gathered && rounds < 32 { continue }
            rounds = 0
            let isDry = gatherer.count <= gathered
            if isDry && gatherer.count <= CurlLoop.fewBytes && gatherer.count > 0 {
                receiver.deliverInPlace(gatherer.take())
            } else if gatherer.count > 0 {
                receiver.deliver(gatherer.take())
            }
            update(isFinal: false)
            if assignment.isCancelled { return nil }
            if isDry { wait(multi) }
        }
    }

    /// Until libcurl, its timers, `cancel()` or a starved upload have something to do.
    private func wait(_ multi: UnsafeMutableRawPointer) {
        guard let easy, let upload, let awaited = upload.awaited else {
            curl_multi_poll(multi, nil, 0, .max, nil)
            return
        }
        var source = curl_waitfd(fd: awaited, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        curl_multi_poll(multi, &source, 1, .max, nil)
        if source.revents != 0 { upload.goOn(easy) }
    }

    private func failure(_ code: CURLcode, _ text: UnsafePointer<CChar>? = nil) -> Outcome {
        var message = text.map { String(cString: $0) } ?? ""
        if message.isEmpty { message = String(cString: curl_easy_strerror(code)) }
        message = FailureWords(code: code, message: Secrets.masked(message: message)).text(for: assignment.request.url)
        return .failed(TransferFailure(exitStatus: Int32(code.rawValue), message: message))
    }

    /// With CURLOPT_NOSIGNAL libcurl leaves SIGPIPE to us: a TLS connection closed by the server must not end the
    /// process. Blocked in this thread only, it is gone with it.
    private func blockSIGPIPE() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    // MARK: from libcurl

    fileprivate func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // libcurl takes for a head's end what is none by the book, too.
        if let head = assembler.finishHead() { heads.append(head) }
        reportHeads()
        let arrival = clock.now - start
        assignment.arrivals.withLock { $0.note(bytes.count, at: arrival) }
        var rest = bytes
        while rest.count > 0 {
            if assignment.isCancelled { return false }
            let taken = gatherer.append(rest)
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            if gatherer.isFull { receiver.deliver(gatherer.take()) }
        }
        return true
    }

    /// `false` ends the transfer.
    fileprivate func header(_ bytes: UnsafeRawBufferPointer) -> Bool {
        do throws(TransferFailure) {
            if let head = try assembler.add(bytes) {
                heads.append(head)
                dropMethod(after: head)
            }
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// `--follow`, which a libcurl before 8.13 does not know: after this redirect the method is libcurl's own.
    private func dropMethod(after head: ResponseHead) {
        guard assignment.request.dropsMethod(afterRedirect: head.status), head.fields["location"] != nil, let easy,
            !LibraryFacts.now.obeysStatus
        else { return }
        curlew_setopt_string(easy, CURLOPT_CUSTOMREQUEST, nil)
    }

    /// Figures first: who hears of a head may ask for them at once.
    private func reportHeads() {
        guard !heads.isEmpty else { return }
        update(isFinal: false)
        if heads.contains(where: { !$0.isInterim }) { reportSentBody() }
        for head in heads { receiver.report(.head(head)) }
        heads = []
    }

    private func reportSentBody() {
        if let body = sentBody.take() { receiver.report(.bodySent(body)) }
    }

    fileprivate func sentData(_ bytes: UnsafeRawBufferPointer) {
        observed.lastSent = clock.now - start
        sentBody.add(bytes)
    }

    fileprivate func sent(_ bytes: UnsafeRawBufferPointer) {
        observed.lastSent = clock.now - start
        requestHead.append(contentsOf: bytes)
        guard requestHead.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) else { return }
        reportHeads()
        reportSentBody()
        sentBody.begin(requestHead)
        assembler.requestSent()
        findConnection()
        // The next answer may come from somebody else.
        assignment.meter.update { $0.peer = Peer() }
        update(isFinal: false)
        receiver.report(.requestSent(requestHead))
        requestHead = []
    }

    fileprivate func trace(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer) {
        // What it says while cleaning up comes after the end, and is not about the exchange.
        guard assignment.trace != nil, !assignment.isCancelled, !hasEnded else { return }
        if kind != .headerReceived { reportHeads() }
        if gatherer.count > 0 { receiver.deliver(gatherer.take()) }
        receiver.note(kind, Array(bytes))
    }

    /// As much of a note is told, in bytes.
    private static let longestNote = 1 << 10

    fileprivate func note(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: "SOCKS".utf8) { observed.usesProxy = true }
        if assignment.tellsNotes, !assignment.isCancelled, !hasEnded {
            reportHeads()
            if gatherer.count > 0 { receiver.deliver(gatherer.take()) }
            receiver.report(.note(Array(bytes.prefix(CurlLoop.longestNote))))
        }
        let prefix = "SSL connection using ".utf8
        guard bytes.starts(with: prefix) else { return }
        let version = bytes.dropFirst(prefix.count).prefix { $0 > 0x20 }
        tlsVersion = String(decoding: version, as: UTF8.self)
        isHandshakeNew = true
    }

    /// Finds what is known of the connection that the request goes out on, made now or by an earlier transfer.
    private func findConnection() {
        guard let easy, let connections, let connection = CurlFigures.connection(of: easy) else { return }
        // A proxy is told the whole URL, or asked for a tunnel.
        let target = requestHead.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first ?? []
        if requestHead.starts(with: "CONNECT ".utf8) || assignment.request.target == nil && target.starts(with: "http".utf8) {
            observed.usesProxy = true
        }
        let made = CurlFigures.connectionsMade(by: easy)
        if made > connectionsMade || connections.known[connection] == nil {
            connections.known[connection] = Connections.Known(number: assignment.share?.connections.countConnection() ?? 0)
        }
        connectionsMade = made
        if isHandshakeNew {
            connections.known[connection]?.handshake = CurlFigures.handshake(of: easy, tlsVersion: tlsVersion)
            isHandshakeNew = false
        }
        if observed.usesProxy { connections.known[connection]?.isProxied = true }
        guard let known = connections.known[connection] else { return }
        observed.handshake = known.handshake
        observed.connectionNumber = known.number
        observed.usesProxy = known.isProxied
    }

    private func update(isFinal: Bool) {
        guard let easy else { return }
        let figures = CurlFigures(handle: easy, observed: observed)
        let refused = isFinal ? refusedChain.certificates : []
        assignment.meter.update { report in
            figures.read(into: &report, isFinal: isFinal)
            report.figures.refusedCertificates = refused
        }
    }
}

private struct Wakeable: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue()
    return loop.body(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue()
    return loop.header(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}

private func receiveNote(
    _ handle: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context else { return 0 }
    let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
    switch kind {
    case CURLINFO_TEXT:
        loop.note(bytes)
        loop.trace(.text, bytes)
    case CURLINFO_HEADER_OUT:
        loop.sent(bytes)
        loop.trace(.headerSent, bytes)
    case CURLINFO_HEADER_IN: loop.trace(.headerReceived, bytes)
    case CURLINFO_DATA_IN: loop.trace(.dataReceived, bytes)
    case CURLINFO_DATA_OUT:
        loop.sentData(bytes)
        loop.trace(.dataSent, bytes)
    case CURLINFO_SSL_DATA_IN: loop.trace(.tlsReceived, bytes)
    case CURLINFO_SSL_DATA_OUT: loop.trace(.tlsSent, bytes)
    default: break
    }
    return 0
}
