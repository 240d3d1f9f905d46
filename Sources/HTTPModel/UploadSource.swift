/// `-T`: where the body of a PUT is read from while it is sent.
package enum UploadSource: Sendable, Equatable {
    case file(path: String)
    /// `-` and `.`: as it comes, of unknown length.
    case standardInput
}
