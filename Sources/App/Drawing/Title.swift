internal import HTTP
internal import Plan
internal import Screen

extension AppState {
    /// What the terminal's title is to be: state, how much has come, from where. `nil`: what it was.
    var title: String? {
        guard settings.setsTitle else { return nil }
        let counts = exchange.report.counts
        let status = exchange.finalHead.flatMap { $0.status > 0 ? "\($0.status) " : nil } ?? ""
        let bytes = counts.wireBytes > 0 ? " \(Quantity.bytes(counts.wireBytes))" : ""
        let words = "\(status)\(stateWord(of: shown))\(bytes)  \(pane.plan.request.shownURL.withoutScheme)"
        // Nothing in it acts on the terminal.
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(words)
        return String(String.UnicodeScalarView(visible.cells.prefix(AppState.longestTitle).map(\.scalar)))
    }

    /// In columns.
    private static let longestTitle = 120
}

extension String {
    fileprivate var withoutScheme: Substring { firstRange(of: "://").map { self[$0.upperBound...] } ?? self[...] }
}
