/// A command line that cannot be carried out; nothing has been sent.
package struct CommandLineError: Error, Equatable {
    /// What is wrong, naming the option; to be printed after `curlew: `. Further lines stand as they are.
    package var message: String
    /// curl's number: 2 for the command line, 3 for a URL, 26 for a file that cannot be read.
    package var exitStatus: Int32

    /// `--stderr`, if it stood before: where the message goes.
    package var errorPath: String?

    package init(_ message: String, exitStatus: Int32 = 2) {
        self.message = message
        self.exitStatus = exitStatus
    }

    /// Nothing to fetch was named: for a caller that knows what comes by standard input.
    package private(set) var lacksURL = false

    static let hint = "curlew: try 'curlew --help' for more information"

    /// `usage`: how a command line begins, in a line of its own.
    init(lackingURL usage: String? = nil) {
        self.init((["no URL specified!"] + [usage].compactMap(\.self) + [CommandLineError.hint]).joined(separator: "\n"))
        lacksURL = true
    }

    /// `nearest`: the options that may have been meant.
    init(unknown spelling: String, nearest: [String]) {
        let question = nearest.isEmpty ? "" : "\ndid you mean \(nearest.joined(separator: " or "))?"
        self.init(option: spelling, "is unknown\(question)")
    }

    /// `option SPELLING: PROBLEM` and what to read next, as curl says it.
    init(option spelling: String, _ problem: String, exitStatus: Int32 = 2) {
        self.init("option \(spelling): \(problem)\n\(CommandLineError.hint)", exitStatus: exitStatus)
    }
}
