internal import CCurl
internal import Glibc
internal import HTTP

/// Reads times, counts and the peer out of a libcurl handle.
struct CurlFigures {
    let handle: UnsafeMutableRawPointer
    let observed: Observed

    /// What libcurl has no number for, or had none for in its earlier versions.
    struct Observed {
        var transferNumber = -1
        /// Of the last connection.
        var connectionNumber = -1
        /// What was agreed on when the connection was made.
        var handshake = Connections.Handshake()
        var usesProxy = false
        /// From the beginning to the last byte that was sent so far.
        var lastSent: Duration?
        /// How long it waited for others.
        var queued: Duration?
    }

    /// Cheap enough to be called after every run of the loop; certificates are read once a hop.
    func read(into report: inout TransferReport, isFinal: Bool) {
        let headBytes = number(CURLINFO_HEADER_SIZE), wireBytes = offset(CURLINFO_SIZE_DOWNLOAD_T)
        // A body goes on: whatever else is known was known with its head.
        let onlyGrows = !isFinal && headBytes > 0 && headBytes == report.counts.headBytes && wireBytes > report.counts.wireBytes
        report.counts.headBytes = headBytes
        report.counts.wireBytes = wireBytes
        report.counts.sentBytes = offset(CURLINFO_SIZE_UPLOAD_T)
        if onlyGrows { return }
        report.timing.nameLookup = duration(CURLINFO_NAMELOOKUP_TIME_T)
        report.timing.connect = duration(CURLINFO_CONNECT_TIME_T)
        report.timing.tlsHandshake = duration(CURLINFO_APPCONNECT_TIME_T)
        report.timing.firstByte = duration(CURLINFO_STARTTRANSFER_TIME_T)
        report.timing.redirects = duration(CURLINFO_REDIRECT_TIME_T)
        if isFinal {
            report.timing.total = duration(CURLINFO_TOTAL_TIME_T)
            readFinal(into: &report.figures)
        }
        let expected = offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        report.counts.expectedWireBytes = expected < 0 ? nil : expected
        let toSend = offset(CURLINFO_CONTENT_LENGTH_UPLOAD_T)
        report.counts.expectedSentBytes = toSend > 0 ? toSend : nil
        // A connection that was open already took no time to make.
        if report.timing.connect != nil || duration(CURLINFO_PRETRANSFER_TIME_T) != nil { readPeer(into: &report) }
        report.effectiveURL = text(CURLINFO_EFFECTIVE_URL)
    }

    private func readFinal(into figures: inout TransferFigures) {
        figures.status = number(CURLINFO_RESPONSE_CODE)
        figures.proxyStatus = number(CURLINFO_HTTP_CONNECTCODE)
        figures.connections = number(CURLINFO_NUM_CONNECTS)
        figures.redirects = number(CURLINFO_REDIRECT_COUNT)
        figures.redirectURL = text(CURLINFO_REDIRECT_URL)
        figures.requestBytes = number(CURLINFO_REQUEST_SIZE)
        figures.uploadedBytes = offset(CURLINFO_SIZE_UPLOAD_T)
        figures.downloadSpeed = offset(CURLINFO_SPEED_DOWNLOAD_T)
        figures.uploadSpeed = offset(CURLINFO_SPEED_UPLOAD_T)
        figures.localAddress = text(CURLINFO_LOCAL_IP)
        figures.localPort = number(CURLINFO_LOCAL_PORT)
        figures.scheme = text(CURLINFO_SCHEME)
        figures.method = text(CURLINFO_EFFECTIVE_METHOD)
        figures.referer = text(CURLINFO_REFERER)
        figures.contentType = text(CURLINFO_CONTENT_TYPE)
        figures.verification = number(CURLINFO_SSL_VERIFYRESULT)
        figures.proxyVerification = number(CURLINFO_PROXY_SSL_VERIFYRESULT)
        figures.retryAfter = offset(CURLINFO_RETRY_AFTER)
        let fileTime = offset(CURLINFO_FILETIME_T)
        figures.fileTime = fileTime < 0 ? nil : fileTime
        figures.wasRefused = number(CURLINFO_OS_ERRNO) == Int(ECONNREFUSED)
        figures.isConditionUnmet = number(CURLINFO_CONDITION_UNMET) != 0
        figures.pretransfer = duration(CURLINFO_PRETRANSFER_TIME_T)
        figures.certificates = certificates()
        figures.transferNumber = observed.transferNumber
        figures.connectionNumber = observed.connectionNumber
        figures.usesProxy = known(curlew_info_used_proxy, curlew_getinfo_long).map { $0 != 0 } ?? observed.usesProxy
        figures.posttransfer =
            known(curlew_info_posttransfer_time, curlew_getinfo_offset).map { .microseconds($0) } ?? observed.lastSent
        let queued = known(curlew_info_queue_time, curlew_getinfo_offset).map { Duration.microseconds($0) } ?? .zero
        figures.queue = queued + (observed.queued ?? .zero)
        figures.earlyBytes = offset(curlew_info_early_data)
    }

    private func readPeer(into report: inout TransferReport) {
        let address = text(CURLINFO_PRIMARY_IP) ?? ""
        report.peer.address = address.isEmpty ? nil : address
        let port = number(CURLINFO_PRIMARY_PORT)
        report.peer.port = port == 0 ? nil : port
        report.peer.httpVersion =
            switch number(CURLINFO_HTTP_VERSION) {
            case Int(CURL_HTTP_VERSION_1_0): "1.0"
            case Int(CURL_HTTP_VERSION_1_1): "1.1"
            case Int(CURL_HTTP_VERSION_2_0): "2"
            case Int(CURL_HTTP_VERSION_3): "3"
            default: nil
            }
        // An earlier hop may have had TLS when this one has not.
        guard text(CURLINFO_SCHEME)?.lowercased() == "https", report.timing.tlsHandshake != nil || !observed.handshake.certificates.isEmpty
        else {
            report.peer.tlsVersion = nil
            return
        }
        report.peer.tlsVersion = observed.handshake.tlsVersion
        guard report.peer.certificateSubject == nil else { return }
        var certificate: [String: String] = [:]
        for line in observed.handshake.certificates.first ?? [] {
            guard let colon = line.firstIndex(of: ":") else { continue }
            certificate[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
        report.peer.certificateSubject = certificate["Subject"]
        report.peer.certificateIssuer = certificate["Issuer"]
        report.peer.certificateExpiry = certificate["Expire date"]
    }

    /// `tlsVersion`: libcurl says it in its notes only.
    static func handshake(of handle: UnsafeMutableRawPointer, tlsVersion: String?) -> Connections.Handshake {
        let chain = CurlFigures(handle: handle, observed: Observed()).certificates()
        return Connections.Handshake(tlsVersion: tlsVersion, certificates: chain)
    }

    /// `nil` before there is one.
    static func connection(of handle: UnsafeMutableRawPointer) -> Connections.Connection? {
        let figures = CurlFigures(handle: handle, observed: Observed())
        let port = figures.number(CURLINFO_LOCAL_PORT)
        guard port > 0, let address = figures.text(CURLINFO_PRIMARY_IP) else { return nil }
        return Connections.Connection(localPort: port, address: address, port: figures.number(CURLINFO_PRIMARY_PORT))
    }

    /// The chain, the server's own certificate first, as `name:value` lines.
    private func certificates() -> [[String]] {
        var chain: UnsafeMutablePointer<curl_certinfo>?
        guard curlew_getinfo_certificates(handle, &chain) == CURLE_OK, let chain, let lists = chain.pointee.certinfo
        else { return [] }
        return (0..<Int(max(0, chain.pointee.num_of_certs))).map { index in
            var lines: [String] = []
            var entry = lists[index]
            while let list = entry {
                if let data = list.pointee.data { lines.append(String(cString: data)) }
                entry = list.pointee.next
            }
            return lines
        }
    }

    /// `nil` if this libcurl does not have it.
    private func known(
        _ info: CURLINFO, _ get: (UnsafeMutableRawPointer?, CURLINFO, UnsafeMutablePointer<Int>?) -> CURLcode
    ) -> Int? {
        var value = 0
        return get(handle, info, &value) == CURLE_OK ? value : nil
    }

    /// How many connections the transfer has made.
    static func connectionsMade(by handle: UnsafeMutableRawPointer) -> Int {
        CurlFigures(handle: handle, observed: Observed()).number(CURLINFO_NUM_CONNECTS)
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        return curlew_getinfo_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return curlew_getinfo_offset(handle, info, &value) == CURLE_OK ? Int(value) : 0
    }

    private func duration(_ info: CURLINFO) -> Duration? {
        let microseconds = offset(info)
        return microseconds > 0 ? .microseconds(microseconds) : nil
    }

    private func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard curlew_getinfo_string(handle, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }
}
