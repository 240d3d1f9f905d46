internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import Screen

extension PanelKind {
    package static let headers = PanelKind(
        "headers", .cycle(1), hint: { $0.headersHint }, origin: \.headersOrigin, text: \.headersText)
}

extension TransferFailure {
    /// What helps, when the failure is one of TLS: one line each.
    fileprivate var advice: [String] {
        switch exitStatus {
        case 60:
            [
                "--cacert FILE trusts the authority that signed the certificate;",
                "-k goes on without verifying it (others may read and change all)",
            ]
        case 35:
            ["The server may speak no TLS on this port (http://), or only versions or ciphers that are refused here (--tlsv1.2, --ciphers)"]
        case 58: ["--cert FILE and --key FILE must hold a certificate and its key, in the form that --cert-type says"]
        case 77: ["--cacert FILE must be a readable file of certificates in PEM form"]
        default: []
        }
    }
}

/// What the text of a panel is made from, as far as it can change: what came of a fetch is only added to.
package struct TextOrigin: Sendable, Equatable {
    let exchange: Int
    let fetch: FetchID?
    let messages: Int
    let trailers: Int
    let phase: Exchange.Phase
    let url: String?
    let sentView: ViewKind
    // For the timing panel.
    var columns = 0
    var pieces = 0
    var lines = 0
    var view: ViewKind?
    var stall: Duration?
    var tenths: Int?
}

extension AppState {
    var headersOrigin: TextOrigin {
        TextOrigin(
            exchange: shown, fetch: fetch, messages: exchange.messages.count, trailers: exchange.trailers.fields.count,
            phase: exchange.phase, url: exchange.report.effectiveURL, sentView: pane.sentView)
    }

    /// Why it failed, if it did; the request as sent; then every head as received, in order; then the trailers.
    var headersText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        if case .failed(let failure)? = verdict(of: shown) {
            text.addTitle("Failed")
            text.add("(\(failure.exitStatus)) \(failure.message)", .failure)
            for line in failure.advice { text.add(line, .dim) }
        }
        if let command = pane.command {
            text.add(command.run)
            return text
        }
        if pane.plan.source == .standardInput {
            text.addTitle("Standard input")
            text.add("No request: the body is what comes by standard input.", .dim)
            return text
        }
        if exchange.requestHeads.isEmpty {
            text.addTitle("Request")
            text.add(pane.plan.request.shownURL, .headerValue)
            text.add(exchange.outcome == nil ? "(not sent yet)" : "(not sent)", .dim)
        }
        let final = exchange.finalHead
        let requestCount = exchange.requestHeads.count
        var number = 0
        var sentBodies = exchange.sentBodies[...]
        var isInNotes = false
        for message in exchange.messages {
            defer { if case .note = message { isInNotes = true } else { isInNotes = false } }
            switch message {
            case .note(let words):
                if !isInNotes { text.addTitle("libcurl says") }
                for line in words.split(separator: 0x0A) { text.add(cells(Array("* ".utf8) + line, .dim)) }
            case .request(let head):
                number += 1
                text.addTitle(requestCount > 1 ? "Request \(number)" : "Request")
                add(RequestHead(head), to: &text)
            case .requestBody(let body):
                text.addTitle("Request body, \(Quantity.grouped(body.length)) bytes")
                if let (head, body) = sentBodies.popFirst() { add(body, of: head, to: &text) }
            case .response(let head):
                text.addTitle(head.isInterim ? "Interim response" : head == final ? "Response" : "Response, followed on")
                text.add(cells(head.statusLine, Role(status: head.status)))
                for field in head.fields.fields { text.add(cells(of: field)) }
            }
        }
        if !exchange.trailers.fields.isEmpty {
            text.addTitle("Trailers")
            for field in exchange.trailers.fields { text.add(cells(of: field)) }
        }
        addQuery(to: &text)
        addCookies(to: &text)
        return text
    }

    private func add(_ body: SentBody, of head: RequestHead, to text: inout TextLines) {
        let sent = SentBodyText(body, of: head, in: pane.sentView, from: pane.plan.request.bodyFiles, asciiOnly: asciiOnly)
        for row in sent.rows { text.add(row) }
        guard let (title, rows) = sent.form else { return }
        text.addTitle(title)
        for row in rows { text.add(row) }
    }

    /// The parameters of the URL, decoded.
    private func addQuery(to text: inout TextLines) {
        let parameters = FormFields(query: exchange.report.effectiveURL ?? pane.plan.request.url).fields
        if parameters.isEmpty { return }
        text.addTitle("Query, decoded")
        add(parameters, to: &text)
    }

    /// Those sent and those set, taken apart.
    private func addCookies(to text: inout TextLines) {
        let sent = exchange.requestHeads.last.map { Cookie.sent(in: RequestHead($0)) } ?? []
        if !sent.isEmpty {
            text.addTitle("Cookies sent")
            add(sent.map { ($0.name, $0.value) }, to: &text)
        }
        let set = exchange.heads.flatMap { $0.fields.unfolded }.compactMap(Cookie.init(setBy:))
        if !set.isEmpty {
            text.addTitle("Cookies set")
            for cookie in set {
                add([(cookie.name, cookie.value)], to: &text)
                for attribute in cookie.attributes {
                    var visible = VisibleText(asciiOnly: asciiOnly)
                    visible.append("    ")
                    visible.append(utf8: attribute, role: .dim)
                    text.add(visible.cells)
                }
            }
        }
    }

    /// `name = value`, a pair a line.
    private func add(_ fields: [(name: [UInt8], value: [UInt8])], to text: inout TextLines) {
        for field in fields { text.add(.pair(field.name, field.value, asciiOnly: asciiOnly)) }
    }

    private func add(_ head: RequestHead, to text: inout TextLines) {
        text.add(cells(head.requestLine, .headerName))
        for field in head.fields.fields { text.add(cells(of: field)) }
    }

    private func cells(of field: HeaderField) -> [Cell] {
        let name = field.line.prefix { $0 != UInt8(ascii: ":") }
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(utf8: name, role: .headerName)
        visible.append(utf8: field.line[name.endIndex...], role: .headerValue)
        return visible.cells
    }

    private func cells(_ bytes: [UInt8], _ role: Role) -> [Cell] {
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(utf8: bytes, role: role)
        return visible.cells
    }
}
