internal import Documents
internal import HTTP
internal import Plan
internal import Screen

extension AppState {
    /// One line for each exchange; the one pointed at stands out.
    var exchangesText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        for (index, pane) in panes.enumerated() {
            let isSelected = index == selection
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(isSelected ? "> " : "  ", role: .prompt)
            visible.append("\(index + 1)".padded(to: 4), role: isSelected ? .title : .dim)
            visible.append(pane.stateWord(at: now).padded(to: 13), role: isSelected ? .title : .text)
            let status = pane.exchange.finalHead?.status ?? 0
            visible.append((status > 0 ? "\(status)" : "").padded(to: 5), role: status == 0 ? .text : Role(status: status))
            visible.append(Quantity.bytes(pane.exchange.report.counts.wireBytes).padded(to: 8), role: .dim)
            visible.append(pane.plan.request.url, role: isSelected ? .title : .text)
            text.add(visible.cells)
        }
        return text
    }
}

extension String {
    /// With blanks after it up to `count` characters.
    func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }
}
