internal import Documents
internal import HTTP
internal import Plan
internal import Screen

extension PanelKind {
    static let exchanges = PanelKind(
        "exchanges", .overlay, .exchanges, colon: "e", argument: "[URL]",
        summary: "list of all, Enter opens one; with a URL or a curl command: open it", take: { $0.open(typed: $1) },
        hint: { _ in "Enter opens" },
        cursor: { state in LineNumber(state.exchangeOrder.firstIndex(of: state.shown) ?? 0) },
        select: { state, line in state.show(exchange: state.exchangeOrder[line.index]) }, text: \.exchangesText)
}

/// A column of the list of exchanges: one row of a table. The list is sorted by any of them.
struct ExchangeColumn: Sendable {
    let name: String
    /// In columns, with a blank after it; the last one has no end.
    let width: Int
    let text: @Sendable (AppState, Int) -> String
    /// What is compared: numbers by size, the others as text.
    let number: (@Sendable (AppState, Int) -> Double)?

    private init(
        _ name: String, _ width: Int, number: (@Sendable (AppState, Int) -> Double)? = nil,
        text: @escaping @Sendable (AppState, Int) -> String
    ) {
        self.name = name
        self.width = width
        self.number = number
        self.text = text
    }

    static let all: [ExchangeColumn] = [
        ExchangeColumn("number", 4, number: { Double($1) }) { "\($1 + 1)" },
        ExchangeColumn("method", 7) {
            $0.panes[$1].plan.source == .network && $0.panes[$1].command == nil ? $0.panes[$1].plan.request.sentMethod : ""
        },
        ExchangeColumn("state", 13) { $0.stateWord(of: $1) },
        ExchangeColumn("status", 4, number: { Double($0.panes[$1].exchange.finalHead?.status ?? 0) }) { state, index in
            state.panes[index].exchange.finalHead.map { $0.status > 0 ? "\($0.status)" : "" } ?? ""
        },
        ExchangeColumn("type", 12) { state, index in
            let type = state.panes[index].exchange.finalHead?.fields["content-type"].map { MediaType($0).essence } ?? ""
            // The half that tells; what it is an application of does not.
            return String((type.split(separator: "/").last ?? "").prefix(11))
        },
        ExchangeColumn("size", 7, number: { Double($0.panes[$1].exchange.report.counts.wireBytes) }) {
            Quantity.bytes($0.panes[$1].exchange.report.counts.wireBytes)
        },
        ExchangeColumn("time", 8, number: { $0.panes[$1].fetchStart / .seconds(1) }) { state, index in
            state.panes[index].fetch == nil ? "" : "+\(Quantity.duration(state.panes[index].fetchStart))"
        },
        ExchangeColumn("duration", 7, number: { $0.panes[$1].elapsed(at: $0.now) / .seconds(1) }) { state, index in
            state.panes[index].fetch == nil ? "" : Quantity.duration(state.panes[index].elapsed(at: state.now))
        },
        ExchangeColumn("url", 0) { state, index in
            let url = state.panes[index].plan.request.shownURL
            let more = state.waitingText(of: index) ?? state.panes[index].reportedFailure
            return more.map { "\(url)  (\($0))" } ?? url
        },
    ]
}

extension ExchangeColumn {
    /// What makes room for the URL, the first first.
    private static let spared = ["time", "type", "duration", "size", "method"]
    private static let leastURL = 24

    static func fitting(in width: Int) -> [ExchangeColumn] {
        var columns = all
        for name in spared where columns.reduce(2 + leastURL, { $0 + $1.width }) > width {
            columns.removeAll { $0.name == name }
        }
        return columns
    }
}

extension AppState {
    /// The exchanges as the list shows them, by their places, zero-based.
    var exchangeOrder: [Int] {
        guard let column = listColumn.flatMap({ name in ExchangeColumn.all.first { $0.name == name } }) else { return listed }
        let inOrder =
            if let number = column.number {
                listed.map { (number(self, $0), $0) }.sorted { $0 < $1 }.map(\.1)
            } else {
                listed.map { (column.text(self, $0), $0) }.sorted { $0 < $1 }.map(\.1)
            }
        return isListReversed ? inOrder.reversed() : inOrder
    }

    /// `:sort COLUMN`: by that column, and when it was already, the other way round.
    mutating func sortExchanges(by name: String) -> [Effect] {
        let names = ExchangeColumn.all.map(\.name)
        guard names.contains(name) else {
            message = Message("columns: \(names.joined(separator: ", "))", name.isEmpty ? .notice : .failure)
            return []
        }
        isListReversed = listColumn == name && !isListReversed
        listColumn = name
        message = Message("sorted by \(name)\(isListReversed ? ", the greatest first" : "")")
        return panel == .exchanges ? [] : show(.exchanges)
    }

    /// What an exchange waits for that has not had its turn; `nil` for one that has.
    func waitingText(of index: Int) -> String? {
        guard panes[index].fetch == nil, schedule.retryDue(of: index) == nil,
            let running = panes[..<index].lastIndex(where: { $0.isTransferring }) ?? panes.firstIndex(where: { $0.isTransferring })
        else { return nil }
        return "behind \(running + 1) of \(panes.count)"
    }

    /// One line for each exchange; the one pointed at stands out.
    var exchangesText: TextLines {
        let order = exchangeOrder
        let columns = ExchangeColumn.fitting(in: size.columns)
        let selection = panelPanes[.exchanges]?.cursor.map { min($0.index, order.count - 1) } ?? order.firstIndex(of: shown) ?? 0
        var text = TextLines(asciiOnly: asciiOnly)
        for (line, index) in order.enumerated() {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(line == selection ? "> " : "  ", role: .prompt)
            for column in columns {
                let role: Role =
                    line == selection
                    ? .title : column.name == "status" ? Role(status: panes[index].exchange.finalHead?.status ?? 0) : .text
                visible.append(column.text(self, index).padded(to: column.width), role: role)
            }
            text.add(visible.cells)
        }
        return text
    }
}
