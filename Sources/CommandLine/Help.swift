package import Plan

/// What was asked to be explained.
package enum Help: Sendable, Equatable {
    /// `--help`: nothing, `all`, a chapter, or an option.
    case topic(String)
    /// `--manual`
    case manual

    /// The text, without a line end after it.
    package func text(_ guide: ViewerGuide) -> String {
        switch self {
        case .topic("viewer"): Usage.text(on: "viewer") + "\n\n" + ManualText(ManPage(guide).viewerChapters).text
        case .topic(let topic): Usage.text(on: topic)
        case .manual: ManualText(ManPage(guide).text).text
        }
    }
}
