/// What a person can ask for. The keymap says by which keys, the help screen is this table.
package enum Command: String, Sendable, CaseIterable {
    // moving
    case lineDown, lineUp, pageDown, pageUp, halfPageDown, halfPageUp
    case top, bottom, percent, columnRight, columnLeft, follow
    // finding
    case searchForward, searchBackward, nextMatch, previousMatch, clearSearch, setMark, goToMark
    // looking
    case nextPanel, previousPanel, details, toggleWrap, toggleOption, help, repaint
    // the transfer
    case refetch, stop, save
    // several exchanges
    case nextExchange, previousExchange, exchanges, open
    // out again
    case copyAsCurl, showCurl
    // the program
    case commandPrompt, interrupt, cancel, suspend, quit, quitPrefix

    package enum Group: String, Sendable, CaseIterable {
        case moving = "Moving"
        case finding = "Finding"
        case looking = "Looking"
        case transfer = "The transfer"
        case exchanges = "Exchanges"
        case program = "The program"
    }

    package var group: Group {
        switch self {
        case .lineDown, .lineUp, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom, .percent,
            .columnRight, .columnLeft, .follow:
            .moving
        case .searchForward, .searchBackward, .nextMatch, .previousMatch, .clearSearch, .setMark, .goToMark:
            .finding
        case .nextPanel, .previousPanel, .details, .toggleWrap, .toggleOption, .help, .repaint:
            .looking
        case .refetch, .stop, .save:
            .transfer
        case .nextExchange, .previousExchange, .exchanges, .open, .copyAsCurl, .showCurl:
            .exchanges
        case .commandPrompt, .interrupt, .cancel, .suspend, .quit, .quitPrefix:
            .program
        }
    }

    /// One line for the help screen. `N` stands for a number typed before the key.
    package var summary: String {
        switch self {
        case .lineDown: "down one line, or N"
        case .lineUp: "up one line, or N"
        case .pageDown: "down one page, or N lines"
        case .pageUp: "up one page, or N lines"
        case .halfPageDown: "down half a page, or N lines"
        case .halfPageUp: "up half a page, or N lines"
        case .top: "to the top, or to line N"
        case .bottom: "to the end and follow it, or to line N"
        case .percent: "to N percent"
        case .columnRight: "right half a screen, or N columns (without wrap)"
        case .columnLeft: "left half a screen, or N columns"
        case .follow: "to the end and follow it"
        case .searchForward: "search forward (PCRE2; case counts once you type a capital)"
        case .searchBackward: "search backward"
        case .nextMatch: "next match, or the Nth"
        case .previousMatch: "previous match, or the Nth"
        case .clearSearch: "forget the search and its highlights"
        case .setMark: "mark this place with a letter"
        case .goToMark: "back to the mark of a letter; ' the place before, ^ the top, $ the end"
        case .nextPanel: "next panel: body, headers, timing"
        case .previousPanel: "previous panel"
        case .details: "all about the transfer and this place"
        case .toggleWrap: "wrap long lines, or scroll sideways"
        case .toggleOption: "-S wraps or not, as in less"
        case .help: "this help"
        case .repaint: "repaint the screen"
        case .refetch: "fetch again, keeping the place"
        case .stop: "stop the transfer, keep what came"
        case .save: "save what came so far to a file, byte for byte"
        case .nextExchange: "the next exchange, or the Nth after it"
        case .previousExchange: "the one before, or the Nth before it"
        case .exchanges: "list of all; Enter opens one"
        case .open: "open another: a curl command, typed or pasted"
        case .copyAsCurl: "copy as a curl command, secrets masked; twice: with them"
        case .showCurl: "show it as a curl command"
        case .commandPrompt: "command: a line number, or one of the letters below"
        case .interrupt: "leave following or a search; else stop the transfer"
        case .cancel: "close a panel or prompt; never quits"
        case .suspend: "suspend; fg comes back"
        case .quit: "quit (closes help and details first)"
        case .quitPrefix: "ZZ quits"
        }
    }
}
