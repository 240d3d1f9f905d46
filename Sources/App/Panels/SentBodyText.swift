internal import Bodies
internal import Documents
internal import HTTP
internal import Screen

/// A request's body as the headers panel shows it: in a view, and below that what a form has in it.
struct SentBodyText: Sendable {
    /// As much fits into a panel, in bytes.
    private static let mostShown = 64 << 10
    /// So many fields or parts of a form do.
    private static let mostFields = 200

    let rows: [[Cell]]
    /// `nil` if it is no form.
    let form: (title: String, rows: [[Cell]])?

    /// `source` names where the body comes from, for what is not shown of it.
    init(_ body: SentBody, of head: RequestHead, in view: ViewKind, from source: String?, asciiOnly: Bool) {
        let bytes = Array(body.bytes.prefix(SentBodyText.mostShown))
        let type = head.contentType
        var rows = SentBodyText.lines(of: bytes, type, in: view, asciiOnly: asciiOnly)
        if bytes.count < body.length {
            let rest = "… \(Quantity.grouped(body.length - bytes.count)) bytes more\(source.map { " of \($0)" } ?? "")"
            rows.append(VisibleText.cells(rest, role: .dim, asciiOnly: asciiOnly))
        }
        self.rows = rows
        form = SentBodyText.form(body.bytes, type, asciiOnly: asciiOnly)
    }

    private static func lines(of bytes: [UInt8], _ type: MediaType?, in view: ViewKind, asciiOnly: Bool) -> [[Cell]] {
        let body = BodySnapshot(bytes)
        let charset = CharsetFinder(type: type?.essence, declared: type?.charset).charset(ofBodyBeginning: bytes)
        var document = Document(view: view, snapshot: body, charset: charset, as: CharacterDisplay(asciiOnly: asciiOnly))
        var indexer = Indexer(view: view, charset: charset, as: CharacterDisplay(asciiOnly: asciiOnly))
        indexer.extend(to: body)
        while let delta = indexer.step() { document.apply(delta) }
        return document.lines(from: .first, count: document.lineCount).enumerated().map { index, line in
            line.isLong ? document.part(of: LineNumber(index), columns: 0..<(.max))?.cells ?? line.cells : line.cells
        }
    }

    private static func form(_ bytes: [UInt8], _ type: MediaType?, asciiOnly: Bool) -> (title: String, rows: [[Cell]])? {
        guard let type else { return nil }
        if type.essence == "application/x-www-form-urlencoded" {
            let fields = FormFields(bytes).fields
            return ("Form, decoded", limited(fields.map { .pair($0.name, $0.value, asciiOnly: asciiOnly) }, asciiOnly))
        }
        guard let parts = FormParts(bytes, type: type)?.parts else { return nil }
        return ("Form, \(parts.count) part\(parts.count == 1 ? "" : "s")", limited(parts.map { cells(of: $0, asciiOnly) }, asciiOnly))
    }

    private static func cells(of part: FormParts.Part, _ asciiOnly: Bool) -> [Cell] {
        if part.fileName == nil, part.contentType == nil, part.content.count <= 1000 {
            return .pair(Array(part.name.utf8), part.content, asciiOnly: asciiOnly)
        }
        let size = "\(Quantity.grouped(part.content.count)) bytes\(part.isWhole ? "" : " and more")"
        let facts = [part.fileName, part.contentType, size].compactMap(\.self).joined(separator: ", ")
        return .pair(Array(part.name.utf8), Array(facts.utf8), asciiOnly: asciiOnly)
    }

    private static func limited(_ rows: [[Cell]], _ asciiOnly: Bool) -> [[Cell]] {
        if rows.count <= mostFields { return rows }
        return rows.prefix(mostFields) + [VisibleText.cells("… \(rows.count - mostFields) more", role: .dim, asciiOnly: asciiOnly)]
    }
}

extension [Cell] {
    /// `name = value`, of what was received or sent.
    static func pair(_ name: [UInt8], _ value: [UInt8], asciiOnly: Bool) -> [Cell] {
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(utf8: name, role: .headerName)
        visible.append(" = ", role: .dim)
        visible.append(utf8: value, role: .headerValue)
        return visible.cells
    }
}

// The view of what was sent
extension AppState {
    /// The view that fits the last body sent best; nil if none does.
    private var fittingSentView: ViewKind? {
        guard let (head, body) = exchange.sentBodies.last else { return nil }
        return ViewKind.fitting(tables.views, type: head.fields["content-type"], beginning: Array(body.bytes.prefix(512))).first
    }

    /// `P` in the headers: as it was sent, or the view that fits it best.
    mutating func toggleSentView() -> [Effect] {
        guard let view = pane.sentView == .text ? fittingSentView : .text else {
            message = Message("no other view fits what was sent")
            return []
        }
        pane.sentView = view
        message = Message("request body: \(view.name)")
        return []
    }

    /// The hint of the headers panel.
    var headersHint: String? {
        guard pane.sentView == .text, let view = fittingSentView else { return "Tab next panel" }
        return "P \(view.name)"
    }
}
