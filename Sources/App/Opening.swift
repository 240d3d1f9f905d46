internal import HTTP
internal import Plan
internal import Screen

// Exchanges of commands that are typed or pasted here
extension AppState {
    /// Relative to the exchange that is looked at.
    ///
    /// Not with LESSSECURE, as in less: a command reads and writes files.
    mutating func open(typed text: String) -> [Effect] {
        if let refusal = refusalIfSecure {
            message = Message(refusal)
            return []
        }
        let isFromServer = pane.plan.source == .network && pane.command == nil
        return [.open(TypedCommand(text, relativeTo: isFromServer ? exchange.report.effectiveURL ?? pane.plan.request.url : nil))]
    }

    mutating func take(_ opening: Opening) -> [Effect] {
        switch opening {
        case .plans(let plans, let remarks, let filter):
            let effects = open(plans)
            if !plans.isEmpty { pane.leftOutFilter = filter }
            if !remarks.isEmpty { message = Message(remarks.joined(separator: "; ")) }
            return effects
        case .lacks(let name, let isSecret, let command):
            return open(.value(of: name, isSecret: isSecret, in: command))
        case .refused(let reason):
            message = Message(reason, .failure)
            return []
        }
    }

    /// Puts the exchanges of a command that was typed or pasted after the others, shows the first, and fetches it.
    mutating func open(_ plans: [Plan]) -> [Effect] {
        plans.isEmpty ? [] : append(plans.map(newPane))
    }

    /// Puts exchanges after the others, shows the first of them, and begins it.
    mutating func append(_ new: [ExchangePane]) -> [Effect] {
        let first = schedule.append(new.count)
        panes += new
        let effects = show(exchange: first)
        return effects + fetchAnew(first)
    }
}
