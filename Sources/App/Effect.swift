package import Bodies
package import Documents
package import Jobs
package import Plan
package import Screen

/// What `update` wants done to the world. Results come back as events.
package enum Effect: Sendable {
    /// Starts a fetch of an exchange as it was planned; its body is indexed by that job from its first byte on.
    case fetch(Plan, FetchID, BodyReading, indexing: JobID)
    /// Runs a shell command; its output is a body, as a fetch of that number would bring it.
    case run(ShellCommand, FetchID, BodyReading, indexing: JobID)
    /// Reads the body of a fetch once more from its beginning: decoded, or no longer. It begins as that of a fetch does, and all
    /// other work on it has ended.
    case reread(FetchID, BodyReading, indexing: JobID)
    /// Nothing is shown of that fetch any more: its body can go.
    case discard(FetchID)
    case stopTransfer(FetchID)
    /// Starts long work; what it finds comes back as `Event.found`, under its number.
    case start(JobRequest, JobID, JobSubject)
    case stop(JobID, JobSubject)
    /// Writes what came so far, or text, to a file.
    case save(SaveContent, path: String, SaveMode)
    /// Shows what came so far, or text, in the user's editor, which has the terminal until it ends.
    case edit(SaveContent, line: Int)
    /// Looks for files whose path begins with a text; they come back as `Event.completed`.
    case complete(path: String)
    /// Puts text on the clipboard of whoever sits at the terminal.
    case copy(String)
    /// Understands a curl command or a URL; what it asks for comes back as `Event.opened`.
    case open(TypedCommand)
    /// Bodies may take so many bytes of the disk; nil: all but a part of what is free.
    case limitSpool(Int?)
    /// Roles look otherwise from now on.
    case restyle(Theme)
    /// Rings the terminal's bell.
    case ring
    /// Another working directory, for files and commands; the home if it is empty.
    case enter(directory: String)
    /// Whether the mouse gives keys from now on.
    case takeMouse(Bool)
    /// Sends the whole screen anew.
    case repaint
    case suspend
    case quit
    /// Ends the program with an exit status of its own.
    case terminate(status: Int32)
}

/// How a body is to be read from its first byte on.
package struct BodyReading: Sendable, Equatable {
    package var view: ViewKind
    /// Chosen by hand; nil: what the body and its head say.
    package var charset: String?
    /// If the body is packed, what it decodes to is shown.
    package var decodes: Bool
    package var tabs: TabStops

    package init(view: ViewKind, charset: String? = nil, decodes: Bool = false, tabs: TabStops = .standard) {
        self.view = view
        self.charset = charset
        self.decodes = decodes
        self.tabs = tabs
    }
}

/// A command for the shell, and what it reads.
package struct ShellCommand: Sendable, Equatable {
    package var text: String
    package var input: CommandInput

    package init(text: String, input: CommandInput) {
        self.text = text
        self.input = input
    }
}

package enum CommandInput: Sendable, Equatable {
    case nothing
    /// A body as it comes; of it only these bytes, if there is a range.
    case body(FetchID, Range<ByteOffset>?)
    /// A body's text in a view, as UTF-8; of its lines only these, if there are some.
    case view(ViewKind, Charset, FetchID, FilteredRows?)
}

/// What becomes of a file that is there already.
package enum SaveMode: Sendable {
    /// It stays, and is asked about.
    case asking
    case replacing
    case appending
}

/// What is written to a file.
package enum SaveContent: Sendable {
    /// A body as it came, byte for byte.
    case body(FetchID)
    /// A body's text in a view, as UTF-8; of its lines only these, if there are some.
    case view(ViewKind, Charset, FetchID, FilteredRows?)
    case text(TextLines)
}
