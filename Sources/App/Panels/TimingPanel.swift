internal import Bodies
internal import Bytes
internal import Documents
internal import HTTP
internal import Plan
internal import Screen

extension PanelKind {
    static let timing = PanelKind("timing", .cycle(2), hint: { _ in "Tab next panel" }, origin: \.timingOrigin, text: \.timingText)
    static let details = PanelKind(
        "details", .overlay, keys: [.character("="), .control("G")], colon: "f", summary: "all about the transfer and this place",
        hint: { _ in "q closes" }, text: \.detailsText)
}

extension AppState {
    /// While it goes on, ten times a second is often enough.
    fileprivate var timingOrigin: TextOrigin {
        var origin = headersOrigin
        origin.columns = size.columns
        origin.pieces = arrivals?.count ?? 0
        origin.lines = document?.lineCount ?? 0
        origin.view = body.view
        origin.stall = settings.stall
        if isTransferring {
            origin.tenths = Int(now / .milliseconds(100))
            (origin.pieces, origin.lines) = (0, 0)
        }
        return origin
    }

    /// Where the time went, what came, and who sent it.
    var timingText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        addTiming(to: &text)
        addPeer(to: &text)
        return text
    }

    /// Everything about this exchange and this place: what `=` shows.
    var detailsText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        text.addTitle("Exchange")
        text.addFact("URL", pane.plan.request.shownURL)
        if let effective = exchange.report.effectiveURL, effective != pane.plan.request.url {
            text.addFact("answered by", Secrets.masked(url: effective))
        }
        if let head = exchange.finalHead {
            text.addFact("status", bytes: head.statusLine, Role(status: head.status))
            text.addFact("type", head.fields["content-type"])
        }
        if case .failed(let failure)? = verdict(of: shown) {
            text.addFact("failed", "(\(failure.exitStatus)) \(failure.message)", .failure)
        }
        if !pane.plan.request.verifiesPeer { text.addFact("insecure", "the certificate is not verified (-k)", .failure) }
        text.addFact("saved to", pane.outputPath)
        text.addFact("recorded in", pane.plan.recording?.path)
        if let lastMessage {
            text.addTitle("Last message")
            text.add(lastMessage.text)
        }
        addPlace(to: &text)
        addEvents(to: &text)
        addTiming(to: &text)
        addPeer(to: &text)
        return text
    }

    private func addPlace(to text: inout TextLines) {
        guard let document = body.document else { return }
        text.addTitle("Place")
        text.addFact("charset", body.charset.description)
        text.addFact(body.decoded == nil ? "packed" : "decoded from", body.packing?.coding.rawValue)
        text.addFact("decoding", body.decodingFault, .failure)
        text.addFact("lines", Quantity.grouped(document.lineCount))
        text.addFact("bytes", Quantity.grouped(document.snapshot.length))
        text.addFact("view", body.view.name)
        if let range = body.pane.visibleRange {
            text.addFact("shown", "bytes \(Quantity.grouped(range.lowerBound.bytes)) to \(Quantity.grouped(range.upperBound.bytes))")
        }
    }

    /// What an event stream holds, and what in it is not as the rules have it.
    private func addEvents(to text: inout TextLines) {
        guard let counts = document?.eventCounts else { return }
        text.addTitle("Event stream")
        text.add(counts.text(Quantity.grouped))
        for hint in counts.hints(Quantity.grouped) { text.add(hint, .comment) }
    }

    private func addTiming(to text: inout TextLines) {
        let elapsed = pane.elapsed(at: now)
        addPhases(to: &text)
        addServerTiming(to: &text)
        addArrivals(to: &text)
        let counts = exchange.report.counts
        text.addTitle("Bytes")
        text.addFact("wire", Quantity.grouped(counts.wireBytes))
        text.addFact("decoded", Quantity.grouped(counts.decodedBytes))
        if counts.sentBytes > 0 || counts.expectedSentBytes != nil {
            let total = counts.expectedSentBytes.map { " of \(Quantity.grouped($0))" } ?? ""
            text.addFact("sent", Quantity.grouped(counts.sentBytes) + total)
        }
        text.addFact("heads", Quantity.grouped(counts.headBytes))
        text.addFact("announced", counts.expectedWireBytes.map(Quantity.grouped))
        let seconds = elapsed / .seconds(1)
        if seconds > 0 { text.addFact("average rate", Quantity.rate(Double(counts.wireBytes) / seconds)) }
        if isTransferring { text.addFact("rate now", pane.rate.rate(at: elapsed).map(Quantity.rate)) }
    }

    private func addPeer(to text: inout TextLines) {
        let peer = exchange.report.peer
        text.addTitle("Peer")
        text.addFact(
            "address",
            peer.address.map { address in
                peer.port.map { address.contains(":") ? "[\(address)]:\($0)" : "\(address):\($0)" } ?? address
            })
        text.addFact("HTTP", peer.httpVersion)
        text.addFact("TLS", peer.tlsVersion)
        addCertificates(to: &text)
    }

    /// The chain, the server's own first.
    private func addCertificates(to text: inout TextLines) {
        let peer = exchange.report.peer
        let figures = exchange.report.figures
        let isRefused = figures.certificates.isEmpty && !figures.refusedCertificates.isEmpty
        let chain = (isRefused ? figures.refusedCertificates : figures.certificates).map(Certificate.init)
        for (index, certificate) in chain.enumerated() {
            text.addTitle(index > 0 ? "Certificate \(index + 1) of the chain" : isRefused ? "Certificate, refused" : "Certificate")
            text.addFact("subject", certificate.subject)
            text.addFact("names", certificate.alternativeNames)
            text.addFact("issuer", certificate.issuer)
            text.addFact("valid from", certificate.notBefore)
            text.addFact("valid until", certificate.notAfter)
            text.addFact("key", certificate.key)
            text.addFact("SHA-256", certificate.fingerprint)
        }
        guard chain.isEmpty else { return }
        text.addFact("certificate", peer.certificateSubject)
        text.addFact("issued by", peer.certificateIssuer)
        text.addFact("expires", peer.certificateExpiry)
    }
}
