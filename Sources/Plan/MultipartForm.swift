/// `-F`: a body of several parts (RFC 7578), made while it is sent; files are read then, piece by piece.
package struct MultipartForm: Sendable, Equatable {
    package var parts: [FormPart] = []
    /// `--form-escape`: backslashes before quotes in names, and not percent-encoding.
    package var escapesWithBackslash = false

    package init() {}
}

/// One part. What is `nil` is left to libcurl, which names and types files by their path.
package struct FormPart: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case bytes([UInt8])
        /// A file by its path. `isUpload`: sent with its name, as `@` asks for, and not only for its text, as `<` does.
        case file(path: String, isUpload: Bool)
        /// `name=(` to `=)`, or several files under one name.
        case parts([FormPart])
    }

    package var name: String?
    package var content: Content
    package var type: String?
    package var fileName: String?
    /// Field lines of the part's own.
    package var headerLines: [String] = []
    /// The Content-Transfer-Encoding: `base64`, `quoted-printable`, `8bit`, `7bit` or `binary`.
    package var encoder: String?

    package init(name: String? = nil, content: Content) {
        self.name = name
        self.content = content
    }
}
