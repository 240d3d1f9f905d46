internal import Bodies

// What is known of a body as JSON
extension Document {
    /// How many containers are open at the end of what has come; nil in another view, and where the text is no JSON any more.
    package var openDepth: Int? {
        openScanner.flatMap { $0.isRaw ? nil : $0.nesting.depth }
    }

    /// The records that have begun.
    package var recordCount: Int { openScanner?.recordCount ?? 0 }

    /// Which record a line belongs to, one-based.
    package func record(at line: LineNumber) -> Int {
        guard let scanner = scanner(atStartOf: line) else { return 0 }
        // With a line outside of all containers the next one begins, unless that is only a comment.
        return scanner.recordCount + (scanner.nesting.depth == 0 && scanner.recordCount < recordCount ? 1 : 0)
    }

    /// The state of the layout at the end of what has come.
    var openScanner: JSONScanner? {
        guard var formatter = frontier.json else { return nil }
        return formatter.end(of: snapshot, from: frontier.offset)
    }
}
