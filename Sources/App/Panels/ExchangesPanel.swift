internal import Documents
internal import HTTP
internal import Plan
internal import Screen

extension PanelKind {
    static let exchanges = PanelKind(
        "exchanges", .overlay, .exchanges, colon: "e", summary: "list of all; Enter opens one", hint: { _ in "Enter opens" },
        cursor: { LineNumber($0.shown) },
        select: { state, line in state.show(exchange: line.index) }, text: \.exchangesText)
}

extension AppState {
    /// One line for each exchange; the one pointed at stands out.
    var exchangesText: TextLines {
        let selection = panelPanes[.exchanges]?.cursor?.index ?? shown
        var text = TextLines(asciiOnly: asciiOnly)
        for (index, pane) in panes.enumerated() {
            let isSelected = index == selection
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(isSelected ? "> " : "  ", role: .prompt)
            visible.append("\(index + 1)".padded(to: 4), role: isSelected ? .title : .dim)
            visible.append(stateWord(of: index).padded(to: 13), role: isSelected ? .title : .text)
            let status = pane.exchange.finalHead?.status ?? 0
            visible.append((status > 0 ? "\(status)" : "").padded(to: 5), role: status == 0 ? .text : Role(status: status))
            visible.append(Quantity.bytes(pane.exchange.report.counts.wireBytes).padded(to: 8), role: .dim)
            visible.append(pane.plan.request.url, role: isSelected ? .title : .text)
            text.add(visible.cells)
        }
        return text
    }
}
