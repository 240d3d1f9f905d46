internal import Bodies

// What is known of a body as JSON
extension Document {
    /// How many containers are open at the end of what has come; nil in another view, and where the text is no JSON any more.
    package var openDepth: Int? {
        guard case .json(var formatter) = frontier.formatter else { return nil }
        return formatter.openDepth(in: snapshot, from: frontier.offset)
    }
}
