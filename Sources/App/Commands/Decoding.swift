internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Screen

// Packed bodies, and others that are no text
extension AppState {
    /// Shows what the body decodes to, or the body as it came again.
    mutating func toggleDecoding() -> [Effect] {
        if body.document == nil {
            body.decodes.toggle()
            message = Message(body.decodes ? "it will be decoded if it is packed" : "it will be shown as it comes")
            return []
        }
        guard let packing = body.packing else {
            message = Message("nothing is packed here that can be decoded (gzip, deflate, br, zstd)", .failure)
            return []
        }
        let decodes = !body.decodes
        let coding = packing.coding.rawValue
        message = Message(decodes ? "decoded from \(coding); :view \(Packing.viewName) again shows it as it came" : "\(coding), as it came")
        panel = .body
        return setDecoding(decodes, of: shown)
    }

    /// What is on the screen stays until the other begins; the work on it ends.
    mutating func setDecoding(_ decodes: Bool, of index: Int) -> [Effect] {
        guard let fetch = panes[index].body.fetch ?? panes[index].fetch else { return [] }
        let stopped = panes[index].body.jobs.map { Effect.stop($0, .body(fetch)) }
        panes[index].body.decodes = decodes
        panes[index].body.isChangingOver = true
        panes[index].body.view = .text
        panes[index].body.otherView = nil
        panes[index].body.incoming = nil
        return stopped + [.reread(fetch, panes[index].body.reading, indexing: newJob(in: .body(index)))]
    }

    /// It is decoded as far as it can be. If that is nothing, the body is shown as it came.
    mutating func endDecoding(of index: Int, _ fetch: FetchID, _ failure: String?) -> [Effect] {
        let isShown = panes[index].body.fetch == fetch && panes[index].body.decoded != nil
        if let failure, index == shown { message = Message(failure, .failure) }
        if isShown {
            panes[index].body.decodingFault = failure
            return []
        }
        if failure == nil, index == shown { message = Message("it decodes to nothing") }
        return setDecoding(false, of: index)
    }

    /// Says once of a body that is no text what it is, and what shows it.
    mutating func remark(on index: Int) {
        guard index == shown, panel == .body, message == nil, panes[index].body.isNoText else { return }
        let body = panes[index].body
        if body.isRemarked || body.view != .text || body.decodes { return }
        let what: String
        let head = panes[index].exchange.finalHead
        if let packing = body.packing {
            what = packing.coding.rawValue
        } else if body.offered.first == .hex {
            what = head?.fields["content-type"].map { MediaType($0).essence } ?? "binary"
        } else {
            return
        }
        let size = head?.fields["content-length"].flatMap { Int($0) }
        panes[index].body.isRemarked = true
        let key = body.packing == nil ? "P \(ViewKind.hex.name)" : "P decodes it"
        message = Message("\(what)\(size.map { ", \(Quantity.bytes($0))" } ?? ""): \(key)")
    }
}

extension BodyPane {
    /// It is packed, or no text.
    fileprivate var isNoText: Bool {
        @inline(__always) get { packing != nil || offered.first == .hex }
    }

    /// Those that work on its lines.
    fileprivate var jobs: [JobID] {
        [indexing, incoming?.job].compactMap(\.self) + (pane.search?.jobs ?? [])
    }
}
