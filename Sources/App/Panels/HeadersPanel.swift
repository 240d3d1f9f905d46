internal import Documents
internal import HTTP
internal import Plan
internal import Screen

extension PanelKind {
    package static let headers = PanelKind("headers", .cycle(1), hint: { _ in "Tab next panel" }, text: \.headersText)
}

extension AppState {
    /// Why it failed, if it did; the request as sent; then every head as received, in order; then the trailers.
    var headersText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        if case .failed(let failure)? = verdict(of: shown) {
            text.addTitle("Failed")
            text.add("(\(failure.exitStatus)) \(failure.message)", .failure)
        }
        if let command = pane.command {
            text.addTitle("A shell command")
            text.add(command.run.text)
            return text
        }
        if pane.plan.source == .standardInput {
            text.addTitle("Standard input")
            text.add("No request: the body is what comes by standard input.", .dim)
            return text
        }
        if exchange.requestHeads.isEmpty {
            text.addTitle("Request")
            text.add(pane.plan.request.url, .headerValue)
            text.add(exchange.outcome == nil ? "(not sent yet)" : "(not sent)", .dim)
        }
        for (index, head) in exchange.requestHeads.enumerated() {
            text.addTitle(exchange.requestHeads.count > 1 ? "Request \(index + 1)" : "Request")
            addRequest(head, to: &text)
        }
        for head in exchange.heads {
            text.addTitle(head.isInterim ? "Interim response" : head == exchange.finalHead ? "Response" : "Response, followed on")
            text.add(cells(head.statusLine, Role(status: head.status)))
            for field in head.fields.fields { text.add(cells(of: field)) }
        }
        if !exchange.trailers.fields.isEmpty {
            text.addTitle("Trailers")
            for field in exchange.trailers.fields { text.add(cells(of: field)) }
        }
        return text
    }

    private func addRequest(_ head: [UInt8], to text: inout TextLines) {
        var lines = head.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? Array(line.dropLast()) : Array(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard let requestLine = lines.first else { return }
        text.add(cells(requestLine, .headerName))
        for line in lines.dropFirst() { text.add(cells(of: HeaderField(line: line))) }
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
