/// `-z`: an answer only if the resource is newer, or older, than a moment.
package struct TimeCondition: Sendable, Equatable {
    package enum Kind: Sendable {
        /// If-Modified-Since.
        case modifiedSince
        /// `-` in front of the date: If-Unmodified-Since.
        case unmodifiedSince
        /// `=` in front of the date: Last-Modified.
        case lastModified
    }

    package var kind: Kind
    /// In seconds since 1970.
    package var time: Int

    package init(kind: Kind, time: Int) {
        self.kind = kind
        self.time = time
    }
}

/// What libcurl remembers of servers between runs; the files are read before a transfer and written after it.
/// An empty path remembers within the transfer only.
package struct ServerMemory: Sendable, Equatable {
    /// `--alt-svc`.
    package var alternativeServices: String?
    /// `--hsts`.
    package var strictTransport: String?

    package init() {}

    package var isEmpty: Bool { alternativeServices == nil && strictTransport == nil }
}
