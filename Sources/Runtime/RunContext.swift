package import Documents
package import Transfer

/// What the exchanges of one run have in common and no plan says.
package struct RunContext: Sendable {
    /// Cookies, and what servers said of TLS, if the plans say so.
    package var share = TransferShare()
    /// `-v`, `--trace`.
    package var trace: (any TransferTrace)?
    /// `-v` in the viewer: what libcurl says stands in the headers panel.
    package var tellsNotes = false
    /// In the viewer: gets what is to go to the terminal that it is on.
    package var screen: ScreenHold?
    /// Where bodies are kept while they are looked at; `nil` is `$TMPDIR`, else /var/tmp.
    package var spoolDirectory: String?
    /// How much of them.
    package let quota = SpoolQuota()

    /// `--view`: if there is no screen, bodies are written as the text of this view; `nil`: as they came.
    package var view: WrittenView?
    /// `--charset`: what these are read as; `nil`: as they and their heads say.
    package var charset: String?

    package init() {}
}

/// What a body is written as.
package enum WrittenView: Sendable {
    case view(ViewKind)
    /// As the one that fits it best; if none does, as it came.
    case fitting
}
