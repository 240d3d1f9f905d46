// What is known of a body as an event stream
extension Document {
    /// Of the rows that have come to their end; nil in another view.
    package var eventCounts: EventCounts? {
        guard case .events(let formatter) = frontier.formatter else { return nil }
        return formatter.counts
    }
}
