/// Where the bytes of one answer go, and what is said of it in the end.
package struct Output: Sendable, Equatable {
    /// `--clobber`, `--no-clobber`: what becomes of a file that is there.
    package enum Clobber: Sendable, Equatable {
        /// It is replaced, unless the name is the server's choice.
        case ours
        case always
        /// It stays, and a number is added to the name.
        case never
    }

    /// `-o`, `-O`: the file that gets the body; `nil` and `-` are standard output. Empty if `-O` finds no name in the URL.
    package var name: String?
    /// `-J` with `-O`: the server may name the file, in Content-Disposition.
    package var takesNameFromHeader = false
    /// `--output-dir`.
    package var directory: String?
    /// `--create-dirs`.
    package var createsDirectories = false
    /// `--remove-on-error`.
    package var removesOnError = false
    /// `-R`: the file gets the time of Last-Modified.
    package var keepsRemoteTime = false
    package var clobber = Clobber.ours
    /// `--out-null`: the body goes nowhere.
    package var discardsBody = false
    /// `--skip-existing`: nothing is fetched if the file is there.
    package var skipsExisting = false
    /// `--xattr`: the file gets the URL and the media type as extended attributes.
    package var storesOrigin = false
    /// `-D`: the file that gets all heads as received; `-` is standard output.
    package var headPath: String?
    /// An exchange before this one has begun the `-D` file.
    package var appendsHeads = false
    /// `-w`: printed when the exchange is over.
    package var writeOut: [UInt8]?
    /// Which URL of the command line this is for, counted from 0; all of a pattern are one.
    package var urlNumber = 0

    package init() {}

    /// Whether the body goes into a file.
    package var isFile: Bool { name != nil && name != "-" }

    /// The file's path, before the server or `--no-clobber` has a say; `nil` for standard output.
    package var path: String? {
        guard let name, name != "-" else { return nil }
        guard let directory, !directory.isEmpty else { return name }
        return "\(directory)/\(name)"
    }
}

/// `-f`, `--fail-with-body`: what an HTTP status of 400 or more is.
package enum ErrorStatus: Sendable, Equatable {
    /// An answer as any other.
    case isAnAnswer
    /// `-f`: a failure, exit status 22. The viewer shows the body all the same; elsewhere there is none.
    case failsWithoutBody
    /// `--fail-with-body`: a failure whose body is kept.
    case failsWithBody
}
