internal import CCurl
internal import HTTPModel

/// Reads times, counts and the peer out of a libcurl handle.
struct CurlFigures {
    let handle: UnsafeMutableRawPointer
    /// libcurl says it in its notes only.
    let tlsVersion: String?

    /// Cheap enough to be called after every run of the loop; certificates are read once a hop.
    func read(into report: inout TransferReport, isFinal: Bool) {
        report.timing.nameLookup = duration(CURLINFO_NAMELOOKUP_TIME_T)
        report.timing.connect = duration(CURLINFO_CONNECT_TIME_T)
        report.timing.tlsHandshake = duration(CURLINFO_APPCONNECT_TIME_T)
        report.timing.firstByte = duration(CURLINFO_STARTTRANSFER_TIME_T)
        report.timing.redirects = duration(CURLINFO_REDIRECT_TIME_T)
        if isFinal { report.timing.total = duration(CURLINFO_TOTAL_TIME_T) }
        report.counts.headBytes = number(CURLINFO_HEADER_SIZE)
        report.counts.wireBytes = offset(CURLINFO_SIZE_DOWNLOAD_T)
        let expected = offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        report.counts.expectedWireBytes = expected < 0 ? nil : expected
        if report.timing.connect != nil { readPeer(into: &report) }
        report.effectiveURL = text(CURLINFO_EFFECTIVE_URL)
    }

    private func readPeer(into report: inout TransferReport) {
        let address = text(CURLINFO_PRIMARY_IP) ?? ""
        report.peer.address = address.isEmpty ? nil : address
        let port = number(CURLINFO_PRIMARY_PORT)
        report.peer.port = port == 0 ? nil : port
        report.peer.httpVersion = switch number(CURLINFO_HTTP_VERSION) {
        case Int(CURL_HTTP_VERSION_1_0): "1.0"
        case Int(CURL_HTTP_VERSION_1_1): "1.1"
        case Int(CURL_HTTP_VERSION_2_0): "2"
        case Int(CURL_HTTP_VERSION_3): "3"
        default: nil
        }
        // An earlier hop may have had TLS where this one has not.
        guard text(CURLINFO_SCHEME)?.lowercased() == "https", report.timing.tlsHandshake != nil else {
            report.peer.tlsVersion = nil
            return
        }
        report.peer.tlsVersion = tlsVersion
        guard report.peer.certificateSubject == nil else { return }
        let certificate = leafCertificate()
        report.peer.certificateSubject = certificate["Subject"]
        report.peer.certificateIssuer = certificate["Issuer"]
        report.peer.certificateExpiry = certificate["Expire date"]
    }

    /// The server's own certificate, the first of the chain, as `name:value` lines.
    private func leafCertificate() -> [String: String] {
        var chain: UnsafeMutablePointer<curl_certinfo>?
        guard curlew_getinfo_certificates(handle, &chain) == CURLE_OK, let chain, chain.pointee.num_of_certs > 0
        else { return [:] }
        var fields: [String: String] = [:]
        var entry = chain.pointee.certinfo?.pointee
        while let list = entry {
            if let data = list.pointee.data {
                let line = String(cString: data)
                if let colon = line.firstIndex(of: ":") {
                    fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
                }
            }
            entry = list.pointee.next
        }
        return fields
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
