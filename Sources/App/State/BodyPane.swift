internal import Bodies
package import Documents
package import Jobs
internal import HTTP
internal import Plan
internal import Screen

/// The pane of an exchange's body: which fetch it shows, as which view, and how a change of the view is under way.
package struct BodyPane: Sendable {
    package internal(set) var pane = Pane()
    /// How the body is shown, from its next byte on.
    package internal(set) var view: ViewKind
    /// How its characters are read.
    package internal(set) var charset = Charset(label: nil)
    /// The charset that was chosen by hand; nil: what the body and its head say.
    var chosenCharset: String?
    var tabs: TabStops
    /// How the body as it came is packed; nil: it is not, or nothing is known of it yet.
    var packing: Packing?
    /// What is shown is what the body decodes to.
    private(set) var decoded: Packing?
    /// It is to be decoded if it is packed.
    var decodes: Bool
    /// It was asked for once more, decoded or as it came, and has not begun.
    var isChangingOver = false
    /// It is shown decoded and should not be, or the other way round.
    var lacksDecoding: Bool { packing != nil && decodes != (decoded != nil) && !isChangingOver }
    /// Why it could not be decoded to its end.
    var decodingFault: String?
    /// It was said that the body is no text.
    var isRemarked = false
    /// The view before, which `P` goes back to.
    var otherView: ViewKind?
    /// Somebody has chosen the view, or gone from one to another.
    var isViewChosen = false
    /// The views that fit what came so far, the best one first.
    var offered: [ViewKind] = []
    /// So many bytes of the body that was found out from.
    private var offeredFor = 0
    /// The job that finds the lines of the document.
    var indexing: JobID?
    /// The body in the view that was chosen last, until it has been indexed as far as the place on the screen: until
    /// then the view before stays.
    var incoming: (document: Document, job: JobID)?
    /// What is known of it as a model's answer,
    var answer: TranscriptFacts? { didSet { isAnswerWhole = false } }
    /// which is all that will be,
    var isAnswerWhole = false
    /// and the job that finds that out.
    var answering: JobID?
    /// Which lines are shown.
    var filters = FilterStack()
    /// What is marked wherever it stands.
    var highlights: [Highlight] = []
    /// A line of the filter is pointed at among all lines.
    var pointsAtWhole = false
    /// The line that commands act on is pointed at; `nil`: in the views whose lines are opened one by one.
    var pointsAtLine: Bool?
    /// Somebody has chosen which times stand before the lines.
    var isTimeChosen = false
    /// Whether lines wrap in the other views.
    private var wrapsElsewhere = true
    /// Nobody has chosen a place yet: the body may still show whether it is a page or a stream.
    var isOpening = true
    /// Whether it is followed when it begins.
    var followMode: FollowMode
    /// It is said in lines, from its first to its last.
    private let isSaid: Bool

    init(view: ViewKind, _ settings: ViewerSettings) {
        self.view = view
        isSaid = settings.isLinear
        followMode = settings.followMode
        chosenCharset = settings.chosenCharset
        decodes = settings.view == Packing.viewName
        tabs = settings.tabs
        pane.viewport.heed(settings)
        pane.viewport.wraps = settings.wraps && !view.endsAtEdge
        settleTimes()
        wrapsElsewhere = settings.wraps
        pointsAtLine = settings.pointsAtLine ? true : nil
    }

    var hasCursor: Bool { pointsAtWhole || (pointsAtLine ?? (document?.view.pointsAtLine == true)) }

    /// Points at a line if one is to be pointed at, and if none was.
    mutating func settleCursor() {
        guard hasCursor else { return pane.cursor = nil }
        if pane.cursor == nil { pane.cursor = pane.currentLine }
    }

    /// For the next fetch.
    var reading: BodyReading { BodyReading(view: view, charset: chosenCharset, decodes: decodes, tabs: tabs) }

    /// `nil` until the first byte.
    package var document: Document? {
        if case .body(let document, _) = pane.lines { document } else { nil }
    }

    /// Which fetch `document` belongs to: not the running one while a refetch has no body yet.
    package var fetch: FetchID? {
        if case .body(_, let fetch) = pane.lines { fetch } else { nil }
    }

    /// The body of a fetch has begun, or begins once more in another form; `document` is empty. `mayGrow`: the body is on its way.
    mutating func begin(_ document: Document, _ decoded: Packing?, _ fetch: FetchID, indexing job: JobID, mayGrow: Bool) {
        if self.fetch == fetch {
            // No place in it means anything in the other.
            let follows = mayGrow && pane.viewport.anchor == .tail
            pane.viewport.anchor = follows ? .tail : .top
            pane.previous = .top
            pane.marks = [:]
            isOpening = false
        } else if self.document == nil {
            pane.viewport.anchor = .tail
            isOpening = !isSaid
        } else {
            pane.keepPlacesByLine()
        }
        pane.lines = .body(document, fetch)
        indexing = job
        incoming = nil
        charset = document.charset
        self.decoded = decoded
        packing = decoded
        decodingFault = nil
        isChangingOver = false
        offeredFor = 0
        (answer, answering) = (nil, nil)
        pane.search?.forgetMatches()
    }

    /// What fits is to be found out anew.
    mutating func forgetOffered() {
        offeredFor = 0
    }

    /// The body has ended, and all its lines are known.
    var isIndexedWhole: Bool { document?.snapshot.isComplete == true }

    /// What is on the screen belongs to no answer any more.
    mutating func clear() {
        pane.lines = .text(TextLines())
        pane.viewport.anchor = .top
        indexing = nil
        incoming = nil
        offered = []
        (answer, answering) = (nil, nil)
        pane.search?.forgetMatches()
    }

    /// More lines have been found by a job. Returns the job of a view that is not shown any more.
    mutating func apply(_ delta: IndexDelta, of job: JobID) -> JobID? {
        if job == indexing {
            pane.changeDocument { $0.apply(delta) }
        } else if job == incoming?.job {
            incoming?.document.apply(delta)
        }
        return takeIncoming()
    }

    /// Changes over to the chosen view once it has come as far as the place on the screen.
    private mutating func takeIncoming() -> JobID? {
        guard let incoming, case .body(let shown, let fetch) = pane.lines else { return nil }
        let end = pane.viewport.anchor == .tail ? shown.snapshot.end : min(pane.visibleRange?.upperBound ?? .zero, shown.snapshot.end)
        guard incoming.document.snapshot.end >= end else { return nil }
        defer { indexing = incoming.job }
        // The rows of a line are those of the view before.
        if case .at(let offset, _) = pane.viewport.anchor { pane.viewport.anchor = .at(offset, row: 0) }
        pane.lines = .body(incoming.document, fetch)
        if shown.view.endsAtEdge != incoming.document.view.endsAtEdge {
            // What is opened line by line has a row for each: it ends at the edge, as in a list.
            if incoming.document.view.endsAtEdge { wrapsElsewhere = pane.viewport.wraps }
            pane.viewport.setWrap(incoming.document.view.endsAtEdge ? false : wrapsElsewhere)
        }
        self.incoming = nil
        settleTimes()
        return indexing
    }

    /// When an event or a frame came belongs to it.
    private mutating func settleTimes() {
        if !isTimeChosen { pane.viewport.timeColumn = view.begins == nil ? .none : .sinceStartAndLine }
    }

    /// What has come of the body's beginning; the charset, and the views that fit, are found out from it.
    private var beginning: [UInt8] {
        document.map { $0.snapshot.bytes(in: .zero..<ByteOffset(BodyPane.beginning)) } ?? []
    }

    /// All of the beginning has been looked at: more of the body tells no more of what it is.
    var isStudied: Bool { offeredFor == BodyPane.beginning }

    /// Finds out what the body is, as long as its beginning may still change that: which views fit, and the charset.
    mutating func study(_ head: ResponseHead?, _ request: Request?, _ views: [ViewKind]) {
        guard let document, document.snapshot.length > 0 else { return }
        let length = min(document.snapshot.length, BodyPane.beginning)
        if length == offeredFor { return }
        offeredFor = length
        if decoded == nil { packing = Packing(head, request, beginning: beginning) }
        findCharset(head)
        let bytes = beginning.prefix(BodyPane.viewBeginning)
        let type = ownHead(head)?.fields["content-type"]
        offered = ViewKind.fitting(views, type: type, beginning: Array(bytes))
    }

    /// The charset that the body is to be read as from now on.
    mutating func findCharset(_ head: ResponseHead?) {
        charset = CharsetFinder(ownHead(head), chosen: chosenCharset).charset(ofBodyBeginning: beginning)
    }

    /// The head, unless it is that of a file in which the body was packed.
    private func ownHead(_ head: ResponseHead?) -> ResponseHead? { decoded?.isFile == true ? nil : head }

    /// As many bytes tell what a body is,
    private static let beginning = CharsetFinder.reach
    /// and of them these, which view fits.
    private static let viewBeginning = CharsetFinder.reach
}
