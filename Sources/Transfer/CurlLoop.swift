internal import CCurl
internal import Foundation
internal import HTTPModel

/// One transfer on a libcurl multi handle, run by one thread from beginning to end.
///
/// All that C calls back is in this file. It sleeps in `curl_multi_poll` until the socket or libcurl's own
/// timers have something, or `Assignment.cancel()` wakes it.
final class CurlLoop {
    private let assignment: Assignment
    private let receiver: ExchangeProtocol
    private var gatherer = PieceGatherer()
    private var assembler = HeadAssembler()
    private var requestHead: [UInt8] = []
    private var tlsVersion: String?
    private var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))

    init(assignment: Assignment, receiver: ExchangeProtocol) {
        self.assignment = assignment
        self.receiver = receiver
    }

    func run() {
        CurlLibrary.start()
        guard let multi = curl_multi_init(), let easy = curl_easy_init() else {
            return receiver.end(.failed(TransferFailure(exitStatus: 27, message: "Out of memory")))
        }
        var options = CurlOptions(handle: easy)
        // After this no other thread touches the multi handle.
        assignment.setWake { [multi = Wakeable(multi: multi)] in curl_multi_wakeup(multi.multi) }
        let outcome = transfer(multi, easy, &options)
        assignment.setWake(nil)
        if gatherer.count > 0 { receiver.deliver(gatherer.take()) }
        if !assembler.trailers.fields.isEmpty { receiver.report(.trailers(assembler.trailers)) }
        update(easy, isFinal: true)
        receiver.end(outcome)
        // Cleaning up may take its time (a name look-up that does not return), the user's answer does not.
        curlew_setopt_long(easy, CURLOPT_QUICK_EXIT, 1)
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        options.freeLists()
        gatherer.close()
    }

    private func transfer(_ multi: UnsafeMutableRawPointer, _ easy: UnsafeMutableRawPointer, _ options: inout CurlOptions) -> Outcome {
        do {
            try options.set(assignment.request)
        } catch {
            return failure((error as? OptionRefusal)?.code ?? CURLE_FAILED_INIT)
        }
        return errorText.withUnsafeMutableBufferPointer { text in
            curlew_setopt_pointer(easy, CURLOPT_ERRORBUFFER, text.baseAddress)
            let context = Unmanaged.passUnretained(self).toOpaque()
            curlew_set_write_callback(easy, receiveBody, context)
            curlew_set_header_callback(easy, receiveHeader, context)
            curlew_set_debug_callback(easy, receiveNote, context)
            curlew_setopt_long(easy, CURLOPT_VERBOSE, 1)
            curl_multi_add_handle(multi, easy)
            let code = loop(multi, easy)
            curlew_setopt_pointer(easy, CURLOPT_ERRORBUFFER, nil)
            guard let code else { return .stopped }
            return code == CURLE_OK ? .complete : failure(code, text.baseAddress)
        }
    }

    /// Runs until libcurl is done; `nil` where the transfer was cancelled.
    private func loop(_ multi: UnsafeMutableRawPointer, _ easy: UnsafeMutableRawPointer) -> CURLcode? {
        while true {
            if assignment.isCancelled { return nil }
            let gathered = gatherer.count
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            var left: Int32 = 0
            if running == 0 {
                while let message = curl_multi_info_read(multi, &left) {
                    guard message.pointee.msg == CURLMSG_DONE else { continue }
                    let code = message.pointee.data.result
                    return code != CURLE_OK && assignment.isCancelled ? nil : code
                }
                return CURLE_FAILED_INIT
            }
            // More may lie in the socket: only when it is dry, what was gathered goes on at once.
            if gatherer.count > gathered { continue }
            if gatherer.count > 0 { receiver.deliver(gatherer.take()) }
            update(easy, isFinal: false)
            if assignment.isCancelled { return nil }
            curl_multi_poll(multi, nil, 0, .max, nil)
        }
    }

    private func failure(_ code: CURLcode, _ text: UnsafePointer<CChar>? = nil) -> Outcome {
        var message = text.map { String(cString: $0) } ?? ""
        if message.isEmpty { message = String(cString: curl_easy_strerror(code)) }
        return .failed(TransferFailure(exitStatus: Int32(code.rawValue), message: message))
    }

    // MARK: from libcurl

    fileprivate func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes
        while rest.count > 0 {
            if assignment.isCancelled { return false }
            let taken = gatherer.append(rest)
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            if gatherer.isFull { receiver.deliver(gatherer.take()) }
        }
        return true
    }

    fileprivate func header(_ bytes: UnsafeRawBufferPointer) {
        if let head = assembler.add(bytes) { receiver.report(.head(head)) }
    }

    fileprivate func sent(_ bytes: UnsafeRawBufferPointer) {
        requestHead.append(contentsOf: bytes)
        guard requestHead.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) else { return }
        assembler.requestSent()
        receiver.report(.requestSent(requestHead))
        requestHead = []
    }

    fileprivate func note(_ bytes: UnsafeRawBufferPointer) {
        let prefix = "SSL connection using ".utf8
        guard bytes.starts(with: prefix) else { return }
        let version = bytes.dropFirst(prefix.count).prefix { $0 > 0x20 }
        tlsVersion = String(decoding: version, as: UTF8.self)
    }

    private func update(_ easy: UnsafeMutableRawPointer, isFinal: Bool) {
        let figures = CurlFigures(handle: easy)
        let tlsVersion = tlsVersion
        assignment.meter.update { report in
            figures.read(into: &report, isFinal: isFinal)
            report.peer.tlsVersion = tlsVersion
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
    Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue()
        .header(UnsafeRawBufferPointer(start: bytes, count: count))
    return count
}

private func receiveNote(
    _ handle: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context, kind == CURLINFO_TEXT || kind == CURLINFO_HEADER_OUT else { return 0 }
    let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
    if kind == CURLINFO_TEXT { loop.note(bytes) } else { loop.sent(bytes) }
    return 0
}
